var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);
var stdin_exports = {};
__export(stdin_exports, {
  quotas: () => quotas
});
module.exports = __toCommonJS(stdin_exports);
var import_chunk_GXYDZJUK = require("./chunk-GXYDZJUK.cjs");
var import_chunk_SFTLFZKH = require("./chunk-SFTLFZKH.cjs");
var import_chunk_JHFG2Z7H = require("./chunk-JHFG2Z7H.cjs");
var import_chunk_NOYYJAD6 = require("./chunk-NOYYJAD6.cjs");
var import_chunk_6JKAKKG4 = require("./chunk-6JKAKKG4.cjs");
var import_chunk_SPJ3IXPY = require("./chunk-SPJ3IXPY.cjs");
var import_chunk_MEMPJGY2 = require("./chunk-MEMPJGY2.cjs");
var import_chunk_DGS33MJG = require("./chunk-DGS33MJG.cjs");
var import_chunk_O2T2GEJ4 = require("./chunk-O2T2GEJ4.cjs");
var import_chunk_XVPHKDAW = require("./chunk-XVPHKDAW.cjs");
var import_chunk_WEHXFLF4 = require("./chunk-WEHXFLF4.cjs");
var import_chunk_OX3TEXKV = require("./chunk-OX3TEXKV.cjs");
var import_chunk_K46G7CP5 = require("./chunk-K46G7CP5.cjs");
var defaultServiceQuotasHttpAuthSchemeParametersProvider = async (config, context, input) => {
  return {
    operation: (0, import_chunk_OX3TEXKV.getSmithyContext)(context).operation,
    region: await (0, import_chunk_OX3TEXKV.normalizeProvider)(config.region)() || (() => {
      throw new Error("expected `region` to be configured for `aws.auth#sigv4`");
    })()
  };
};
function createAwsAuthSigv4HttpAuthOption(authParameters) {
  return {
    schemeId: "aws.auth#sigv4",
    signingProperties: {
      name: "servicequotas",
      region: authParameters.region
    },
    propertiesExtractor: (config, context) => ({
      signingProperties: {
        config,
        context
      }
    })
  };
}
var defaultServiceQuotasHttpAuthSchemeProvider = (authParameters) => {
  const options = [];
  switch (authParameters.operation) {
    default: {
      options.push(createAwsAuthSigv4HttpAuthOption(authParameters));
    }
  }
  return options;
};
var resolveHttpAuthSchemeConfig = (config) => {
  const config_0 = (0, import_chunk_JHFG2Z7H.resolveAwsSdkSigV4Config)(config);
  return Object.assign(config_0, {
    authSchemePreference: (0, import_chunk_OX3TEXKV.normalizeProvider)(config.authSchemePreference ?? [])
  });
};
var resolveClientEndpointParameters = (options) => {
  return Object.assign(options, {
    useDualstackEndpoint: options.useDualstackEndpoint ?? false,
    useFipsEndpoint: options.useFipsEndpoint ?? false,
    defaultSigningName: "servicequotas"
  });
};
var commonParams = {
  UseFIPS: { type: "builtInParams", name: "useFipsEndpoint" },
  Endpoint: { type: "builtInParams", name: "endpoint" },
  Region: { type: "builtInParams", name: "region" },
  UseDualStack: { type: "builtInParams", name: "useDualstackEndpoint" }
};
var package_default = {
  name: "@aws-sdk/client-service-quotas",
  version: "3.1138.0",
  description: "AWS SDK for JavaScript Service Quotas Client for Node.js, Browser and React Native",
  homepage: "https://github.com/aws/aws-sdk-js-v3/tree/main/clients/client-service-quotas",
  license: "Apache-2.0",
  author: {
    name: "AWS SDK for JavaScript Team",
    url: "https://aws.amazon.com/sdk-for-javascript/"
  },
  repository: {
    type: "git",
    url: "https://github.com/aws/aws-sdk-js-v3.git",
    directory: "clients/client-service-quotas"
  },
  files: [
    "dist-*/**"
  ],
  sideEffects: false,
  main: "./dist-cjs/index.js",
  module: "./dist-es/index.js",
  browser: {
    "./dist-es/runtimeConfig": "./dist-es/runtimeConfig.browser"
  },
  types: "./dist-types/index.d.ts",
  typesVersions: {
    "<4.5": {
      "dist-types/*": [
        "dist-types/ts3.4/*"
      ]
    }
  },
  "react-native": {
    "./dist-es/runtimeConfig": "./dist-es/runtimeConfig.native"
  },
  scripts: {
    build: "concurrently 'yarn:build:types' 'yarn:build:es' && yarn build:cjs",
    "build:cjs": "node ../../scripts/compilation/inline",
    "build:es": "premove dist-es && tsc -p tsconfig.es.json",
    "build:include:deps": 'yarn g:turbo run build -F="$npm_package_name"',
    "build:types": "premove dist-types && tsc -p tsconfig.types.json",
    "build:types:downlevel": "downlevel-dts dist-types dist-types/ts3.4",
    clean: "premove dist-cjs dist-es dist-types",
    "extract:docs": "api-extractor run --local",
    "generate:client": "node ../../scripts/generate-clients/single-service",
    "test:index": "tsc -p tsconfig.test.json && node ./test/index-objects.spec.mjs"
  },
  dependencies: {
    "@aws-sdk/core": "^3.978.1",
    "@aws-sdk/credential-provider-node": "^3.972.84",
    "@aws-sdk/types": "^3.974.6",
    "@smithy/core": "^3.35.0",
    "@smithy/fetch-http-handler": "^5.8.0",
    "@smithy/node-http-handler": "^4.12.1",
    "@smithy/types": "^4.19.0",
    tslib: "^2.6.2"
  },
  devDependencies: {
    "@tsconfig/node20": "20.1.8",
    "@types/node": "^20.14.8",
    concurrently: "7.0.0",
    "downlevel-dts": "0.10.1",
    premove: "4.0.0",
    typescript: "~7.0.2"
  },
  engines: {
    node: ">=20.0.0"
  }
};
var k = "ref";
var a = -1;
var b = true;
var c = "isSet";
var d = "PartitionResult";
var e = "booleanEquals";
var f = "getAttr";
var g = { [k]: "Endpoint" };
var h = { [k]: d };
var i = {};
var j = [{ [k]: "Region" }];
var _data = {
  conditions: [
    [c, [g]],
    [c, j],
    ["aws.partition", j, d],
    [e, [{ [k]: "UseFIPS" }, b]],
    [e, [{ [k]: "UseDualStack" }, b]],
    [e, [{ fn: f, argv: [h, "supportsDualStack"] }, b]],
    [e, [{ fn: f, argv: [h, "supportsFIPS"] }, b]],
    ["stringEquals", [{ fn: f, argv: [h, "name"] }, "aws-us-gov"]]
  ],
  results: [
    [a],
    [a, "Invalid Configuration: FIPS and custom endpoint are not supported"],
    [a, "Invalid Configuration: Dualstack and custom endpoint are not supported"],
    [g, i],
    ["https://servicequotas-fips.{Region}.{PartitionResult#dualStackDnsSuffix}", i],
    [a, "FIPS and DualStack are enabled, but this partition does not support one or both"],
    ["https://servicequotas.{Region}.amazonaws.com", i],
    ["https://servicequotas-fips.{Region}.{PartitionResult#dnsSuffix}", i],
    [a, "FIPS is enabled but this partition does not support FIPS"],
    ["https://servicequotas.{Region}.{PartitionResult#dualStackDnsSuffix}", i],
    [a, "DualStack is enabled but this partition does not support DualStack"],
    ["https://servicequotas.{Region}.{PartitionResult#dnsSuffix}", i],
    [a, "Invalid Configuration: Missing Region"]
  ]
};
var root = 2;
var r = 1e8;
var nodes = new Int32Array([
  -1,
  1,
  -1,
  0,
  13,
  3,
  1,
  4,
  r + 12,
  2,
  5,
  r + 12,
  3,
  8,
  6,
  4,
  7,
  r + 11,
  5,
  r + 9,
  r + 10,
  4,
  11,
  9,
  6,
  10,
  r + 8,
  7,
  r + 6,
  r + 7,
  5,
  12,
  r + 5,
  6,
  r + 4,
  r + 5,
  3,
  r + 1,
  14,
  4,
  r + 2,
  r + 3
]);
var bdd = import_chunk_DGS33MJG.BinaryDecisionDiagram.from(nodes, root, _data.conditions, _data.results);
var cache = new import_chunk_DGS33MJG.EndpointCache({
  size: 50,
  params: ["Endpoint", "Region", "UseDualStack", "UseFIPS"]
});
var defaultEndpointResolver = (endpointParams, context = {}) => {
  return cache.get(endpointParams, () => (0, import_chunk_DGS33MJG.decideEndpoint)(bdd, {
    endpointParams,
    logger: context.logger
  }));
};
import_chunk_DGS33MJG.customEndpointFunctions.aws = import_chunk_DGS33MJG.awsEndpointFunctions;
var ServiceQuotasServiceException = class _ServiceQuotasServiceException extends import_chunk_O2T2GEJ4.ServiceException {
  constructor(options) {
    super(options);
    Object.setPrototypeOf(this, _ServiceQuotasServiceException.prototype);
  }
};
var AccessDeniedException = class _AccessDeniedException extends ServiceQuotasServiceException {
  name = "AccessDeniedException";
  $fault = "client";
  Message;
  constructor(opts) {
    super({
      name: "AccessDeniedException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _AccessDeniedException.prototype);
    this.Message = opts.Message;
  }
};
var AWSServiceAccessNotEnabledException = class _AWSServiceAccessNotEnabledException extends ServiceQuotasServiceException {
  name = "AWSServiceAccessNotEnabledException";
  $fault = "client";
  Message;
  constructor(opts) {
    super({
      name: "AWSServiceAccessNotEnabledException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _AWSServiceAccessNotEnabledException.prototype);
    this.Message = opts.Message;
  }
};
var DependencyAccessDeniedException = class _DependencyAccessDeniedException extends ServiceQuotasServiceException {
  name = "DependencyAccessDeniedException";
  $fault = "client";
  Message;
  constructor(opts) {
    super({
      name: "DependencyAccessDeniedException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _DependencyAccessDeniedException.prototype);
    this.Message = opts.Message;
  }
};
var NoAvailableOrganizationException = class _NoAvailableOrganizationException extends ServiceQuotasServiceException {
  name = "NoAvailableOrganizationException";
  $fault = "client";
  Message;
  constructor(opts) {
    super({
      name: "NoAvailableOrganizationException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _NoAvailableOrganizationException.prototype);
    this.Message = opts.Message;
  }
};
var OrganizationNotInAllFeaturesModeException = class _OrganizationNotInAllFeaturesModeException extends ServiceQuotasServiceException {
  name = "OrganizationNotInAllFeaturesModeException";
  $fault = "client";
  Message;
  constructor(opts) {
    super({
      name: "OrganizationNotInAllFeaturesModeException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _OrganizationNotInAllFeaturesModeException.prototype);
    this.Message = opts.Message;
  }
};
var ServiceException2 = class _ServiceException extends ServiceQuotasServiceException {
  name = "ServiceException";
  $fault = "server";
  Message;
  constructor(opts) {
    super({
      name: "ServiceException",
      $fault: "server",
      ...opts
    });
    Object.setPrototypeOf(this, _ServiceException.prototype);
    this.Message = opts.Message;
  }
};
var TemplatesNotAvailableInRegionException = class _TemplatesNotAvailableInRegionException extends ServiceQuotasServiceException {
  name = "TemplatesNotAvailableInRegionException";
  $fault = "client";
  Message;
  constructor(opts) {
    super({
      name: "TemplatesNotAvailableInRegionException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _TemplatesNotAvailableInRegionException.prototype);
    this.Message = opts.Message;
  }
};
var TooManyRequestsException = class _TooManyRequestsException extends ServiceQuotasServiceException {
  name = "TooManyRequestsException";
  $fault = "client";
  Message;
  constructor(opts) {
    super({
      name: "TooManyRequestsException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _TooManyRequestsException.prototype);
    this.Message = opts.Message;
  }
};
var IllegalArgumentException = class _IllegalArgumentException extends ServiceQuotasServiceException {
  name = "IllegalArgumentException";
  $fault = "client";
  Message;
  constructor(opts) {
    super({
      name: "IllegalArgumentException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _IllegalArgumentException.prototype);
    this.Message = opts.Message;
  }
};
var InvalidResourceStateException = class _InvalidResourceStateException extends ServiceQuotasServiceException {
  name = "InvalidResourceStateException";
  $fault = "client";
  Message;
  constructor(opts) {
    super({
      name: "InvalidResourceStateException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _InvalidResourceStateException.prototype);
    this.Message = opts.Message;
  }
};
var NoSuchResourceException = class _NoSuchResourceException extends ServiceQuotasServiceException {
  name = "NoSuchResourceException";
  $fault = "client";
  Message;
  constructor(opts) {
    super({
      name: "NoSuchResourceException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _NoSuchResourceException.prototype);
    this.Message = opts.Message;
  }
};
var ResourceAlreadyExistsException = class _ResourceAlreadyExistsException extends ServiceQuotasServiceException {
  name = "ResourceAlreadyExistsException";
  $fault = "client";
  Message;
  constructor(opts) {
    super({
      name: "ResourceAlreadyExistsException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _ResourceAlreadyExistsException.prototype);
    this.Message = opts.Message;
  }
};
var ServiceQuotaTemplateNotInUseException = class _ServiceQuotaTemplateNotInUseException extends ServiceQuotasServiceException {
  name = "ServiceQuotaTemplateNotInUseException";
  $fault = "client";
  Message;
  constructor(opts) {
    super({
      name: "ServiceQuotaTemplateNotInUseException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _ServiceQuotaTemplateNotInUseException.prototype);
    this.Message = opts.Message;
  }
};
var InvalidPaginationTokenException = class _InvalidPaginationTokenException extends ServiceQuotasServiceException {
  name = "InvalidPaginationTokenException";
  $fault = "client";
  Message;
  constructor(opts) {
    super({
      name: "InvalidPaginationTokenException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _InvalidPaginationTokenException.prototype);
    this.Message = opts.Message;
  }
};
var QuotaExceededException = class _QuotaExceededException extends ServiceQuotasServiceException {
  name = "QuotaExceededException";
  $fault = "client";
  Message;
  constructor(opts) {
    super({
      name: "QuotaExceededException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _QuotaExceededException.prototype);
    this.Message = opts.Message;
  }
};
var TagPolicyViolationException = class _TagPolicyViolationException extends ServiceQuotasServiceException {
  name = "TagPolicyViolationException";
  $fault = "client";
  Message;
  constructor(opts) {
    super({
      name: "TagPolicyViolationException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _TagPolicyViolationException.prototype);
    this.Message = opts.Message;
  }
};
var TooManyTagsException = class _TooManyTagsException extends ServiceQuotasServiceException {
  name = "TooManyTagsException";
  $fault = "client";
  Message;
  constructor(opts) {
    super({
      name: "TooManyTagsException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _TooManyTagsException.prototype);
    this.Message = opts.Message;
  }
};
var _A = "Adjustable";
var _AAL = "AdjustableAtLevel";
var _ADE = "AccessDeniedException";
var _AWSSANEE = "AWSServiceAccessNotEnabledException";
var _CI = "ContextId";
var _CS = "ContextScope";
var _CST = "ContextScopeType";
var _D = "Description";
var _DADE = "DependencyAccessDeniedException";
var _EC = "ErrorCode";
var _EL = "ExclusionList";
var _EM = "ErrorMessage";
var _ER = "ErrorReason";
var _GQ = "GlobalQuota";
var _GSQ = "GetServiceQuota";
var _GSQR = "GetServiceQuotaRequest";
var _GSQRe = "GetServiceQuotaResponse";
var _IAE = "IllegalArgumentException";
var _IPTE = "InvalidPaginationTokenException";
var _IRSE = "InvalidResourceStateException";
var _LSQ = "ListServiceQuotas";
var _LSQR = "ListServiceQuotasRequest";
var _LSQRi = "ListServiceQuotasResponse";
var _M = "Message";
var _MD = "MetricDimensions";
var _MI = "MetricInfo";
var _MN = "MetricNamespace";
var _MNe = "MetricName";
var _MR = "MaxResults";
var _MSR = "MetricStatisticRecommendation";
var _NA = "NotificationArn";
var _NAOE = "NoAvailableOrganizationException";
var _NSRE = "NoSuchResourceException";
var _NT = "NextToken";
var _OIL = "OptInLevel";
var _OIT = "OptInType";
var _ONIAFME = "OrganizationNotInAllFeaturesModeException";
var _P = "Period";
var _PU = "PeriodUnit";
var _PV = "PeriodValue";
var _Q = "Quota";
var _QA = "QuotaArn";
var _QAAL = "QuotaAppliedAtLevel";
var _QC = "QuotaCode";
var _QCI = "QuotaContextInfo";
var _QCu = "QuotaContext";
var _QEE = "QuotaExceededException";
var _QN = "QuotaName";
var _QP = "QuotaPeriod";
var _Qu = "Quotas";
var _RAEE = "ResourceAlreadyExistsException";
var _RARN = "ResourceARN";
var _SAMR = "StartAutoManagementRequest";
var _SC = "ServiceCode";
var _SE = "ServiceException";
var _SN = "ServiceName";
var _SQ = "ServiceQuota";
var _SQLD = "ServiceQuotaListDefinition";
var _SQTNIUE = "ServiceQuotaTemplateNotInUseException";
var _TK = "TagKeys";
var _TMRE = "TooManyRequestsException";
var _TMTE = "TooManyTagsException";
var _TNAIRE = "TemplatesNotAvailableInRegionException";
var _TPVE = "TagPolicyViolationException";
var _UAMR = "UpdateAutoManagementRequest";
var _UM = "UsageMetric";
var _URR = "UntagResourceRequest";
var _Un = "Unit";
var _V = "Value";
var _c = "client";
var _e = "error";
var _hE = "httpError";
var _s = "smithy.ts.sdk.synthetic.com.amazonaws.servicequotas";
var _se = "server";
var n0 = "com.amazonaws.servicequotas";
var _s_registry = new import_chunk_OX3TEXKV.TypeRegistry(_s);
var ServiceQuotasServiceException$ = [-3, _s, "ServiceQuotasServiceException", 0, [], []];
_s_registry.registerError(ServiceQuotasServiceException$, ServiceQuotasServiceException);
var n0_registry = new import_chunk_OX3TEXKV.TypeRegistry(n0);
var AccessDeniedException$ = [
  -3,
  n0,
  _ADE,
  { [_e]: _c, [_hE]: 403 },
  [_M],
  [0]
];
n0_registry.registerError(AccessDeniedException$, AccessDeniedException);
var AWSServiceAccessNotEnabledException$ = [
  -3,
  n0,
  _AWSSANEE,
  { [_e]: _c, [_hE]: 403 },
  [_M],
  [0]
];
n0_registry.registerError(AWSServiceAccessNotEnabledException$, AWSServiceAccessNotEnabledException);
var DependencyAccessDeniedException$ = [
  -3,
  n0,
  _DADE,
  { [_e]: _c, [_hE]: 403 },
  [_M],
  [0]
];
n0_registry.registerError(DependencyAccessDeniedException$, DependencyAccessDeniedException);
var IllegalArgumentException$ = [
  -3,
  n0,
  _IAE,
  { [_e]: _c, [_hE]: 400 },
  [_M],
  [0]
];
n0_registry.registerError(IllegalArgumentException$, IllegalArgumentException);
var InvalidPaginationTokenException$ = [
  -3,
  n0,
  _IPTE,
  { [_e]: _c, [_hE]: 400 },
  [_M],
  [0]
];
n0_registry.registerError(InvalidPaginationTokenException$, InvalidPaginationTokenException);
var InvalidResourceStateException$ = [
  -3,
  n0,
  _IRSE,
  { [_e]: _c, [_hE]: 405 },
  [_M],
  [0]
];
n0_registry.registerError(InvalidResourceStateException$, InvalidResourceStateException);
var NoAvailableOrganizationException$ = [
  -3,
  n0,
  _NAOE,
  { [_e]: _c, [_hE]: 403 },
  [_M],
  [0]
];
n0_registry.registerError(NoAvailableOrganizationException$, NoAvailableOrganizationException);
var NoSuchResourceException$ = [
  -3,
  n0,
  _NSRE,
  { [_e]: _c, [_hE]: 404 },
  [_M],
  [0]
];
n0_registry.registerError(NoSuchResourceException$, NoSuchResourceException);
var OrganizationNotInAllFeaturesModeException$ = [
  -3,
  n0,
  _ONIAFME,
  { [_e]: _c, [_hE]: 400 },
  [_M],
  [0]
];
n0_registry.registerError(OrganizationNotInAllFeaturesModeException$, OrganizationNotInAllFeaturesModeException);
var QuotaExceededException$ = [
  -3,
  n0,
  _QEE,
  { [_e]: _c, [_hE]: 409 },
  [_M],
  [0]
];
n0_registry.registerError(QuotaExceededException$, QuotaExceededException);
var ResourceAlreadyExistsException$ = [
  -3,
  n0,
  _RAEE,
  { [_e]: _c, [_hE]: 400 },
  [_M],
  [0]
];
n0_registry.registerError(ResourceAlreadyExistsException$, ResourceAlreadyExistsException);
var ServiceException$ = [
  -3,
  n0,
  _SE,
  { [_e]: _se, [_hE]: 500 },
  [_M],
  [0]
];
n0_registry.registerError(ServiceException$, ServiceException2);
var ServiceQuotaTemplateNotInUseException$ = [
  -3,
  n0,
  _SQTNIUE,
  { [_e]: _c, [_hE]: 400 },
  [_M],
  [0]
];
n0_registry.registerError(ServiceQuotaTemplateNotInUseException$, ServiceQuotaTemplateNotInUseException);
var TagPolicyViolationException$ = [
  -3,
  n0,
  _TPVE,
  { [_e]: _c, [_hE]: 401 },
  [_M],
  [0]
];
n0_registry.registerError(TagPolicyViolationException$, TagPolicyViolationException);
var TemplatesNotAvailableInRegionException$ = [
  -3,
  n0,
  _TNAIRE,
  { [_e]: _c, [_hE]: 404 },
  [_M],
  [0]
];
n0_registry.registerError(TemplatesNotAvailableInRegionException$, TemplatesNotAvailableInRegionException);
var TooManyRequestsException$ = [
  -3,
  n0,
  _TMRE,
  { [_e]: _c, [_hE]: 429 },
  [_M],
  [0]
];
n0_registry.registerError(TooManyRequestsException$, TooManyRequestsException);
var TooManyTagsException$ = [
  -3,
  n0,
  _TMTE,
  { [_e]: _c, [_hE]: 400 },
  [_M],
  [0]
];
n0_registry.registerError(TooManyTagsException$, TooManyTagsException);
var errorTypeRegistries = [
  _s_registry,
  n0_registry
];
var ErrorReason$ = [
  3,
  n0,
  _ER,
  0,
  [_EC, _EM],
  [0, 0]
];
var GetServiceQuotaRequest$ = [
  3,
  n0,
  _GSQR,
  0,
  [_SC, _QC, _CI],
  [0, 0, 0],
  2
];
var GetServiceQuotaResponse$ = [
  3,
  n0,
  _GSQRe,
  0,
  [_Q],
  [() => ServiceQuota$]
];
var ListServiceQuotasRequest$ = [
  3,
  n0,
  _LSQR,
  0,
  [_SC, _NT, _MR, _QC, _QAAL],
  [0, 0, 1, 0, 0],
  1
];
var ListServiceQuotasResponse$ = [
  3,
  n0,
  _LSQRi,
  0,
  [_NT, _Qu],
  [0, () => ServiceQuotaListDefinition]
];
var MetricInfo$ = [
  3,
  n0,
  _MI,
  0,
  [_MN, _MNe, _MD, _MSR],
  [0, 0, 128 | 0, 0]
];
var QuotaContextInfo$ = [
  3,
  n0,
  _QCI,
  0,
  [_CS, _CST, _CI, _AAL],
  [0, 0, 0, 0]
];
var QuotaPeriod$ = [
  3,
  n0,
  _QP,
  0,
  [_PV, _PU],
  [1, 0]
];
var ServiceQuota$ = [
  3,
  n0,
  _SQ,
  0,
  [_SC, _SN, _QA, _QC, _QN, _V, _Un, _A, _GQ, _UM, _P, _ER, _QAAL, _QCu, _D],
  [0, 0, 0, 0, 0, 1, 0, 2, 2, () => MetricInfo$, () => QuotaPeriod$, () => ErrorReason$, 0, () => QuotaContextInfo$, 0]
];
var StartAutoManagementRequest$ = [
  3,
  n0,
  _SAMR,
  0,
  [_OIL, _OIT, _NA, _EL],
  [0, 0, 0, [2, n0, _EL, 0, 0, 64 | 0]],
  2
];
var UntagResourceRequest$ = [
  3,
  n0,
  _URR,
  0,
  [_RARN, _TK],
  [0, 64 | 0],
  2
];
var UpdateAutoManagementRequest$ = [
  3,
  n0,
  _UAMR,
  0,
  [_OIT, _NA, _EL],
  [0, 0, [2, n0, _EL, 0, 0, 64 | 0]]
];
var ExcludedQuotaList = 64 | 0;
var InputTagKeys = 64 | 0;
var ServiceQuotaListDefinition = [
  1,
  n0,
  _SQLD,
  0,
  () => ServiceQuota$
];
var ExclusionList = [
  2,
  n0,
  _EL,
  0,
  0,
  64 | 0
];
var MetricDimensionsMapDefinition = 128 | 0;
var GetServiceQuota$ = [
  9,
  n0,
  _GSQ,
  0,
  () => GetServiceQuotaRequest$,
  () => GetServiceQuotaResponse$
];
var ListServiceQuotas$ = [
  9,
  n0,
  _LSQ,
  0,
  () => ListServiceQuotasRequest$,
  () => ListServiceQuotasResponse$
];
var getRuntimeConfig = (config) => {
  return {
    apiVersion: "2019-06-24",
    base64Decoder: config?.base64Decoder ?? import_chunk_OX3TEXKV.fromBase64,
    base64Encoder: config?.base64Encoder ?? import_chunk_OX3TEXKV.toBase64,
    disableHostPrefix: config?.disableHostPrefix ?? false,
    endpointProvider: config?.endpointProvider ?? defaultEndpointResolver,
    extensions: config?.extensions ?? [],
    httpAuthSchemeProvider: config?.httpAuthSchemeProvider ?? defaultServiceQuotasHttpAuthSchemeProvider,
    httpAuthSchemes: config?.httpAuthSchemes ?? [
      {
        schemeId: "aws.auth#sigv4",
        identityProvider: (ipc) => ipc.getIdentityProvider("aws.auth#sigv4"),
        signer: new import_chunk_JHFG2Z7H.AwsSdkSigV4Signer()
      }
    ],
    logger: config?.logger ?? new import_chunk_O2T2GEJ4.NoOpLogger(),
    protocol: config?.protocol ?? import_chunk_JHFG2Z7H.AwsJson1_1Protocol,
    protocolSettings: config?.protocolSettings ?? {
      defaultNamespace: "com.amazonaws.servicequotas",
      errorTypeRegistries,
      version: "2019-06-24",
      serviceTarget: "ServiceQuotasV20190624"
    },
    serviceId: config?.serviceId ?? "Service Quotas",
    sha256: config?.sha256 ?? import_chunk_6JKAKKG4.Sha256Node,
    urlParser: config?.urlParser ?? import_chunk_OX3TEXKV.parseUrl,
    utf8Decoder: config?.utf8Decoder ?? import_chunk_OX3TEXKV.fromUtf8,
    utf8Encoder: config?.utf8Encoder ?? import_chunk_OX3TEXKV.toUtf8
  };
};
var getRuntimeConfig2 = (config) => {
  (0, import_chunk_O2T2GEJ4.emitWarningIfUnsupportedVersion)(process.version);
  const defaultsMode = (0, import_chunk_XVPHKDAW.resolveDefaultsModeConfig)(config);
  const defaultConfigProvider = () => defaultsMode().then(import_chunk_O2T2GEJ4.loadConfigsForDefaultMode);
  const clientSharedValues = getRuntimeConfig(config);
  (0, import_chunk_DGS33MJG.emitWarningIfUnsupportedVersion)(process.version);
  const loaderConfig = {
    profile: config?.profile,
    logger: clientSharedValues.logger
  };
  return {
    ...clientSharedValues,
    ...config,
    runtime: "node",
    defaultsMode,
    authSchemePreference: config?.authSchemePreference ?? (0, import_chunk_XVPHKDAW.loadConfig)(import_chunk_JHFG2Z7H.NODE_AUTH_SCHEME_PREFERENCE_OPTIONS, loaderConfig),
    bodyLengthChecker: config?.bodyLengthChecker ?? import_chunk_OX3TEXKV.calculateBodyLength,
    credentialDefaultProvider: config?.credentialDefaultProvider ?? import_chunk_SFTLFZKH.defaultProvider,
    defaultUserAgentProvider: config?.defaultUserAgentProvider ?? (0, import_chunk_DGS33MJG.createDefaultUserAgentProvider)({ serviceId: clientSharedValues.serviceId, clientVersion: package_default.version }),
    maxAttempts: config?.maxAttempts ?? (0, import_chunk_XVPHKDAW.loadConfig)(import_chunk_DGS33MJG.NODE_MAX_ATTEMPT_CONFIG_OPTIONS, config),
    region: config?.region ?? (0, import_chunk_XVPHKDAW.loadConfig)(import_chunk_XVPHKDAW.NODE_REGION_CONFIG_OPTIONS, { ...import_chunk_XVPHKDAW.NODE_REGION_CONFIG_FILE_OPTIONS, ...loaderConfig }),
    requestHandler: import_chunk_MEMPJGY2.NodeHttpHandler.create(config?.requestHandler ?? defaultConfigProvider),
    retryMode: config?.retryMode ?? (0, import_chunk_XVPHKDAW.loadConfig)({
      ...import_chunk_DGS33MJG.NODE_RETRY_MODE_CONFIG_OPTIONS,
      default: async () => (await defaultConfigProvider()).retryMode || import_chunk_DGS33MJG.DEFAULT_RETRY_MODE
    }, config),
    streamCollector: config?.streamCollector ?? import_chunk_OX3TEXKV.streamCollector,
    useDualstackEndpoint: config?.useDualstackEndpoint ?? (0, import_chunk_XVPHKDAW.loadConfig)(import_chunk_XVPHKDAW.NODE_USE_DUALSTACK_ENDPOINT_CONFIG_OPTIONS, loaderConfig),
    useFipsEndpoint: config?.useFipsEndpoint ?? (0, import_chunk_XVPHKDAW.loadConfig)(import_chunk_XVPHKDAW.NODE_USE_FIPS_ENDPOINT_CONFIG_OPTIONS, loaderConfig),
    userAgentAppId: config?.userAgentAppId ?? (0, import_chunk_XVPHKDAW.loadConfig)(import_chunk_DGS33MJG.NODE_APP_ID_CONFIG_OPTIONS, loaderConfig)
  };
};
var getHttpAuthExtensionConfiguration = (runtimeConfig) => {
  const _httpAuthSchemes = runtimeConfig.httpAuthSchemes;
  let _httpAuthSchemeProvider = runtimeConfig.httpAuthSchemeProvider;
  let _credentials = runtimeConfig.credentials;
  return {
    setHttpAuthScheme(httpAuthScheme) {
      const index = _httpAuthSchemes.findIndex((scheme) => scheme.schemeId === httpAuthScheme.schemeId);
      if (index === -1) {
        _httpAuthSchemes.push(httpAuthScheme);
      } else {
        _httpAuthSchemes.splice(index, 1, httpAuthScheme);
      }
    },
    httpAuthSchemes() {
      return _httpAuthSchemes;
    },
    setHttpAuthSchemeProvider(httpAuthSchemeProvider) {
      _httpAuthSchemeProvider = httpAuthSchemeProvider;
    },
    httpAuthSchemeProvider() {
      return _httpAuthSchemeProvider;
    },
    setCredentials(credentials) {
      _credentials = credentials;
    },
    credentials() {
      return _credentials;
    }
  };
};
var resolveHttpAuthRuntimeConfig = (config) => {
  return {
    httpAuthSchemes: config.httpAuthSchemes(),
    httpAuthSchemeProvider: config.httpAuthSchemeProvider(),
    credentials: config.credentials()
  };
};
var resolveRuntimeExtensions = (runtimeConfig, extensions) => {
  const extensionConfiguration = Object.assign((0, import_chunk_DGS33MJG.getAwsRegionExtensionConfiguration)(runtimeConfig), (0, import_chunk_O2T2GEJ4.getDefaultExtensionConfiguration)(runtimeConfig), (0, import_chunk_WEHXFLF4.getHttpHandlerExtensionConfiguration)(runtimeConfig), getHttpAuthExtensionConfiguration(runtimeConfig));
  extensions.forEach((extension) => extension.configure(extensionConfiguration));
  return Object.assign(runtimeConfig, (0, import_chunk_DGS33MJG.resolveAwsRegionExtensionConfiguration)(extensionConfiguration), (0, import_chunk_O2T2GEJ4.resolveDefaultRuntimeConfig)(extensionConfiguration), (0, import_chunk_WEHXFLF4.resolveHttpHandlerRuntimeConfig)(extensionConfiguration), resolveHttpAuthRuntimeConfig(extensionConfiguration));
};
var ServiceQuotasClient = class extends import_chunk_O2T2GEJ4.Client {
  config;
  constructor(...[configuration]) {
    const _config_0 = getRuntimeConfig2(configuration || {});
    super(_config_0);
    this.initConfig = _config_0;
    const _config_1 = resolveClientEndpointParameters(_config_0);
    const _config_2 = (0, import_chunk_DGS33MJG.resolveUserAgentConfig)(_config_1);
    const _config_3 = (0, import_chunk_DGS33MJG.resolveRetryConfig)(_config_2);
    const _config_4 = (0, import_chunk_XVPHKDAW.resolveRegionConfig)(_config_3);
    const _config_5 = (0, import_chunk_DGS33MJG.resolveHostHeaderConfig)(_config_4);
    const _config_6 = (0, import_chunk_DGS33MJG.resolveEndpointConfig)(_config_5);
    const _config_7 = resolveHttpAuthSchemeConfig(_config_6);
    const _config_8 = resolveRuntimeExtensions(_config_7, configuration?.extensions || []);
    this.config = _config_8;
    this.middlewareStack.use((0, import_chunk_OX3TEXKV.getSchemaSerdePlugin)(this.config));
    this.middlewareStack.use((0, import_chunk_DGS33MJG.getUserAgentPlugin)(this.config));
    this.middlewareStack.use((0, import_chunk_DGS33MJG.getRetryPlugin)(this.config));
    this.middlewareStack.use((0, import_chunk_WEHXFLF4.getContentLengthPlugin)(this.config));
    this.middlewareStack.use((0, import_chunk_DGS33MJG.getHostHeaderPlugin)(this.config));
    this.middlewareStack.use((0, import_chunk_DGS33MJG.getLoggerPlugin)(this.config));
    this.middlewareStack.use((0, import_chunk_DGS33MJG.getRecursionDetectionPlugin)(this.config));
    this.middlewareStack.use((0, import_chunk_DGS33MJG.getHttpAuthSchemeEndpointRuleSetPlugin)(this.config, {
      httpAuthSchemeParametersProvider: defaultServiceQuotasHttpAuthSchemeParametersProvider,
      identityProviderConfigProvider: async (config) => new import_chunk_DGS33MJG.DefaultIdentityProviderConfig({
        "aws.auth#sigv4": config.credentials
      })
    }));
    this.middlewareStack.use((0, import_chunk_DGS33MJG.getHttpSigningPlugin)(this.config));
  }
  destroy() {
    super.destroy();
  }
};
var command = (0, import_chunk_O2T2GEJ4.makeBuilder)(commonParams, "ServiceQuotasV20190624", "ServiceQuotasClient", import_chunk_DGS33MJG.getEndpointPlugin);
var _ep0 = {};
var _mw0 = (Command, cs, config, o) => [];
var GetServiceQuotaCommand = class extends command(_ep0, _mw0, "GetServiceQuota", GetServiceQuota$) {
};
var ListServiceQuotasCommand = class extends command(_ep0, _mw0, "ListServiceQuotas", ListServiceQuotas$) {
};
var quotas = (0, import_chunk_GXYDZJUK.defineService)("servicequotas", (settings) => new ServiceQuotasClient(settings), {
  getServiceQuota: GetServiceQuotaCommand,
  listServiceQuotas: ListServiceQuotasCommand
});
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  quotas
});
