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
  support: () => support
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
var defaultSupportHttpAuthSchemeParametersProvider = async (config, context, input) => {
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
      name: "support",
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
var defaultSupportHttpAuthSchemeProvider = (authParameters) => {
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
    defaultSigningName: "support"
  });
};
var commonParams = {
  UseFIPS: { type: "builtInParams", name: "useFipsEndpoint" },
  Endpoint: { type: "builtInParams", name: "endpoint" },
  Region: { type: "builtInParams", name: "region" },
  UseDualStack: { type: "builtInParams", name: "useDualstackEndpoint" }
};
var package_default = {
  name: "@aws-sdk/client-support",
  version: "3.1134.0",
  description: "AWS SDK for JavaScript Support Client for Node.js, Browser and React Native",
  homepage: "https://github.com/aws/aws-sdk-js-v3/tree/main/clients/client-support",
  license: "Apache-2.0",
  author: {
    name: "AWS SDK for JavaScript Team",
    url: "https://aws.amazon.com/sdk-for-javascript/"
  },
  repository: {
    type: "git",
    url: "https://github.com/aws/aws-sdk-js-v3.git",
    directory: "clients/client-support"
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
    "@aws-sdk/core": "^3.978.0",
    "@aws-sdk/credential-provider-node": "^3.972.83",
    "@aws-sdk/types": "^3.974.5",
    "@smithy/core": "^3.33.3",
    "@smithy/fetch-http-handler": "^5.7.2",
    "@smithy/node-http-handler": "^4.11.3",
    "@smithy/types": "^4.17.2",
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
var o = "ref";
var a = -1;
var b = true;
var c = "isSet";
var d = "PartitionResult";
var e = "booleanEquals";
var f = "stringEquals";
var g = "getAttr";
var h = "sigv4";
var i = "support";
var j = { [o]: "Endpoint" };
var k = { "fn": g, "argv": [{ [o]: d }, "name"] };
var l = { [o]: d };
var m = {};
var n = [{ [o]: "Region" }];
var _data = {
  conditions: [
    [c, [j]],
    [c, n],
    ["aws.partition", n, d],
    [e, [{ [o]: "UseFIPS" }, b]],
    [e, [{ [o]: "UseDualStack" }, b]],
    [f, [k, "aws"]],
    [e, [{ fn: g, argv: [l, "supportsDualStack"] }, b]],
    [f, [k, "aws-cn"]],
    [f, [k, "aws-us-gov"]],
    [e, [{ fn: g, argv: [l, "supportsFIPS"] }, b]],
    [f, [k, "aws-iso"]],
    [f, [k, "aws-iso-b"]]
  ],
  results: [
    [a],
    [a, "Invalid Configuration: FIPS and custom endpoint are not supported"],
    [a, "Invalid Configuration: Dualstack and custom endpoint are not supported"],
    [j, m],
    ["https://support.us-east-1.amazonaws.com", { authSchemes: [{ name: h, signingName: i, signingRegion: "us-east-1" }] }],
    ["https://support.cn-north-1.amazonaws.com.cn", { authSchemes: [{ name: h, signingName: i, signingRegion: "cn-north-1" }] }],
    ["https://support.us-gov-west-1.amazonaws.com", { authSchemes: [{ name: h, signingName: i, signingRegion: "us-gov-west-1" }] }],
    ["https://support.us-iso-east-1.c2s.ic.gov", { authSchemes: [{ name: h, signingName: i, signingRegion: "us-iso-east-1" }] }],
    ["https://support.us-isob-east-1.sc2s.sgov.gov", { authSchemes: [{ name: h, signingName: i, signingRegion: "us-isob-east-1" }] }],
    ["https://support-fips.{Region}.{PartitionResult#dualStackDnsSuffix}", m],
    [a, "FIPS and DualStack are enabled, but this partition does not support one or both"],
    ["https://support-fips.{Region}.{PartitionResult#dnsSuffix}", m],
    [a, "FIPS is enabled but this partition does not support FIPS"],
    ["https://support.{Region}.{PartitionResult#dualStackDnsSuffix}", m],
    [a, "DualStack is enabled but this partition does not support DualStack"],
    ["https://support.{Region}.{PartitionResult#dnsSuffix}", m],
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
  18,
  3,
  1,
  4,
  r + 16,
  2,
  5,
  r + 16,
  3,
  13,
  6,
  4,
  12,
  7,
  5,
  r + 4,
  8,
  7,
  r + 5,
  9,
  8,
  r + 6,
  10,
  10,
  r + 7,
  11,
  11,
  r + 8,
  r + 15,
  6,
  r + 13,
  r + 14,
  4,
  16,
  14,
  8,
  r + 6,
  15,
  9,
  r + 11,
  r + 12,
  6,
  17,
  r + 10,
  9,
  r + 9,
  r + 10,
  3,
  r + 1,
  19,
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
var SupportServiceException = class _SupportServiceException extends import_chunk_O2T2GEJ4.ServiceException {
  constructor(options) {
    super(options);
    Object.setPrototypeOf(this, _SupportServiceException.prototype);
  }
};
var AttachmentLimitExceeded = class _AttachmentLimitExceeded extends SupportServiceException {
  name = "AttachmentLimitExceeded";
  $fault = "client";
  constructor(opts) {
    super({
      name: "AttachmentLimitExceeded",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _AttachmentLimitExceeded.prototype);
  }
};
var AttachmentSetExpired = class _AttachmentSetExpired extends SupportServiceException {
  name = "AttachmentSetExpired";
  $fault = "client";
  constructor(opts) {
    super({
      name: "AttachmentSetExpired",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _AttachmentSetExpired.prototype);
  }
};
var AttachmentSetIdNotFound = class _AttachmentSetIdNotFound extends SupportServiceException {
  name = "AttachmentSetIdNotFound";
  $fault = "client";
  constructor(opts) {
    super({
      name: "AttachmentSetIdNotFound",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _AttachmentSetIdNotFound.prototype);
  }
};
var AttachmentSetSizeLimitExceeded = class _AttachmentSetSizeLimitExceeded extends SupportServiceException {
  name = "AttachmentSetSizeLimitExceeded";
  $fault = "client";
  constructor(opts) {
    super({
      name: "AttachmentSetSizeLimitExceeded",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _AttachmentSetSizeLimitExceeded.prototype);
  }
};
var DryRunOperationException = class _DryRunOperationException extends SupportServiceException {
  name = "DryRunOperationException";
  $fault = "client";
  constructor(opts) {
    super({
      name: "DryRunOperationException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _DryRunOperationException.prototype);
  }
};
var InternalServerError = class _InternalServerError extends SupportServiceException {
  name = "InternalServerError";
  $fault = "server";
  constructor(opts) {
    super({
      name: "InternalServerError",
      $fault: "server",
      ...opts
    });
    Object.setPrototypeOf(this, _InternalServerError.prototype);
  }
};
var CaseIdNotFound = class _CaseIdNotFound extends SupportServiceException {
  name = "CaseIdNotFound";
  $fault = "client";
  constructor(opts) {
    super({
      name: "CaseIdNotFound",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _CaseIdNotFound.prototype);
  }
};
var AttachmentIdNotFound = class _AttachmentIdNotFound extends SupportServiceException {
  name = "AttachmentIdNotFound";
  $fault = "client";
  constructor(opts) {
    super({
      name: "AttachmentIdNotFound",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _AttachmentIdNotFound.prototype);
  }
};
var UploadIdNotFound = class _UploadIdNotFound extends SupportServiceException {
  name = "UploadIdNotFound";
  $fault = "client";
  constructor(opts) {
    super({
      name: "UploadIdNotFound",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _UploadIdNotFound.prototype);
  }
};
var CaseCreationLimitExceeded = class _CaseCreationLimitExceeded extends SupportServiceException {
  name = "CaseCreationLimitExceeded";
  $fault = "client";
  constructor(opts) {
    super({
      name: "CaseCreationLimitExceeded",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _CaseCreationLimitExceeded.prototype);
  }
};
var DescribeAttachmentLimitExceeded = class _DescribeAttachmentLimitExceeded extends SupportServiceException {
  name = "DescribeAttachmentLimitExceeded";
  $fault = "client";
  constructor(opts) {
    super({
      name: "DescribeAttachmentLimitExceeded",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _DescribeAttachmentLimitExceeded.prototype);
  }
};
var ThrottlingException = class _ThrottlingException extends SupportServiceException {
  name = "ThrottlingException";
  $fault = "client";
  throttlingReasons;
  constructor(opts) {
    super({
      name: "ThrottlingException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _ThrottlingException.prototype);
    this.throttlingReasons = opts.throttlingReasons;
  }
};
var _ACTCR = "AddCommunicationToCaseRequest";
var _AD = "AttachmentDetails";
var _AINF = "AttachmentIdNotFound";
var _ALE = "AttachmentLimitExceeded";
var _AS = "AttachmentSet";
var _ASE = "AttachmentSetExpired";
var _ASINF = "AttachmentSetIdNotFound";
var _ASSLE = "AttachmentSetSizeLimitExceeded";
var _CC = "CreateCase";
var _CCLE = "CaseCreationLimitExceeded";
var _CCR = "CreateCaseRequest";
var _CCRr = "CreateCaseResponse";
var _CD = "CaseDetails";
var _CINF = "CaseIdNotFound";
var _CL = "CaseList";
var _CLo = "CommunicationList";
var _Co = "Communication";
var _DALE = "DescribeAttachmentLimitExceeded";
var _DC = "DescribeCases";
var _DCR = "DescribeCasesRequest";
var _DCRe = "DescribeCasesResponse";
var _DROE = "DryRunOperationException";
var _DSR = "DescribeServicesRequest";
var _ISE = "InternalServerError";
var _RCC = "RecentCaseCommunications";
var _SLt = "StringList";
var _TE = "ThrottlingException";
var _TR = "ThrottlingReason";
var _TRL = "ThrottlingReasonList";
var _UINF = "UploadIdNotFound";
var _a = "attachments";
var _aI = "attachmentId";
var _aQE = "awsQueryError";
var _aS = "attachmentSet";
var _aSI = "attachmentSetId";
var _aT = "afterTime";
var _b = "body";
var _bT = "beforeTime";
var _c = "client";
var _cB = "communicationBody";
var _cC = "categoryCode";
var _cEA = "ccEmailAddresses";
var _cI = "caseId";
var _cIL = "caseIdList";
var _ca = "cases";
var _com = "communications";
var _dI = "displayId";
var _dR = "dryRun";
var _e = "error";
var _fN = "fileName";
var _hE = "httpError";
var _iC = "includeCommunications";
var _iRC = "includeResolvedCases";
var _iT = "issueType";
var _l = "language";
var _m = "message";
var _mR = "maxResults";
var _nT = "nextToken";
var _rC = "recentCommunications";
var _re = "reason";
var _res = "resource";
var _s = "smithy.ts.sdk.synthetic.com.amazonaws.support";
var _sB = "submittedBy";
var _sC = "serviceCode";
var _sCL = "serviceCodeList";
var _sCe = "severityCode";
var _se = "server";
var _sp = "sparse";
var _st = "status";
var _su = "subject";
var _tC = "timeCreated";
var _tR = "throttlingReasons";
var _uI = "uploadIds";
var n0 = "com.amazonaws.support";
var _s_registry = import_chunk_OX3TEXKV.TypeRegistry.for(_s);
var SupportServiceException$ = [-3, _s, "SupportServiceException", 0, [], []];
_s_registry.registerError(SupportServiceException$, SupportServiceException);
var n0_registry = import_chunk_OX3TEXKV.TypeRegistry.for(n0);
var AttachmentIdNotFound$ = [
  -3,
  n0,
  _AINF,
  { [_e]: _c },
  [_m],
  [0]
];
n0_registry.registerError(AttachmentIdNotFound$, AttachmentIdNotFound);
var AttachmentLimitExceeded$ = [
  -3,
  n0,
  _ALE,
  { [_e]: _c },
  [_m],
  [0]
];
n0_registry.registerError(AttachmentLimitExceeded$, AttachmentLimitExceeded);
var AttachmentSetExpired$ = [
  -3,
  n0,
  _ASE,
  { [_e]: _c },
  [_m],
  [0]
];
n0_registry.registerError(AttachmentSetExpired$, AttachmentSetExpired);
var AttachmentSetIdNotFound$ = [
  -3,
  n0,
  _ASINF,
  { [_e]: _c },
  [_m],
  [0]
];
n0_registry.registerError(AttachmentSetIdNotFound$, AttachmentSetIdNotFound);
var AttachmentSetSizeLimitExceeded$ = [
  -3,
  n0,
  _ASSLE,
  { [_e]: _c },
  [_m],
  [0]
];
n0_registry.registerError(AttachmentSetSizeLimitExceeded$, AttachmentSetSizeLimitExceeded);
var CaseCreationLimitExceeded$ = [
  -3,
  n0,
  _CCLE,
  { [_e]: _c },
  [_m],
  [0]
];
n0_registry.registerError(CaseCreationLimitExceeded$, CaseCreationLimitExceeded);
var CaseIdNotFound$ = [
  -3,
  n0,
  _CINF,
  { [_e]: _c },
  [_m],
  [0]
];
n0_registry.registerError(CaseIdNotFound$, CaseIdNotFound);
var DescribeAttachmentLimitExceeded$ = [
  -3,
  n0,
  _DALE,
  { [_e]: _c },
  [_m],
  [0]
];
n0_registry.registerError(DescribeAttachmentLimitExceeded$, DescribeAttachmentLimitExceeded);
var DryRunOperationException$ = [
  -3,
  n0,
  _DROE,
  { [_e]: _c },
  [_m],
  [0]
];
n0_registry.registerError(DryRunOperationException$, DryRunOperationException);
var InternalServerError$ = [
  -3,
  n0,
  _ISE,
  { [_e]: _se },
  [_m],
  [0]
];
n0_registry.registerError(InternalServerError$, InternalServerError);
var ThrottlingException$ = [
  -3,
  n0,
  _TE,
  { [_aQE]: [`Throttling`, 400], [_e]: _c, [_hE]: 400 },
  [_m, _tR],
  [0, () => ThrottlingReasonList]
];
n0_registry.registerError(ThrottlingException$, ThrottlingException);
var UploadIdNotFound$ = [
  -3,
  n0,
  _UINF,
  { [_e]: _c },
  [_m],
  [0]
];
n0_registry.registerError(UploadIdNotFound$, UploadIdNotFound);
var errorTypeRegistries = [
  _s_registry,
  n0_registry
];
var AddCommunicationToCaseRequest$ = [
  3,
  n0,
  _ACTCR,
  0,
  [_cB, _cI, _cEA, _aSI, _uI, _dR],
  [0, 0, 64 | 0, 0, 64 | 0, 2],
  1
];
var AttachmentDetails$ = [
  3,
  n0,
  _AD,
  0,
  [_aI, _fN],
  [0, 0]
];
var CaseDetails$ = [
  3,
  n0,
  _CD,
  0,
  [_cI, _dI, _su, _st, _sC, _cC, _sCe, _sB, _tC, _rC, _cEA, _l],
  [0, 0, 0, 0, 0, 0, 0, 0, 0, () => RecentCaseCommunications$, 64 | 0, 0]
];
var Communication$ = [
  3,
  n0,
  _Co,
  0,
  [_cI, _b, _sB, _tC, _a, _aS],
  [0, 0, 0, 0, () => AttachmentSet, () => AttachmentSet]
];
var CreateCaseRequest$ = [
  3,
  n0,
  _CCR,
  0,
  [_su, _cB, _sC, _sCe, _cC, _cEA, _l, _iT, _aSI, _uI, _dR],
  [0, 0, 0, 0, 0, 64 | 0, 0, 0, 0, 64 | 0, 2],
  2
];
var CreateCaseResponse$ = [
  3,
  n0,
  _CCRr,
  0,
  [_cI],
  [0]
];
var DescribeCasesRequest$ = [
  3,
  n0,
  _DCR,
  0,
  [_cIL, _dI, _aT, _bT, _iRC, _nT, _mR, _l, _iC, _dR],
  [64 | 0, 0, 0, 0, 2, 0, 1, 0, 2, 2]
];
var DescribeCasesResponse$ = [
  3,
  n0,
  _DCRe,
  0,
  [_ca, _nT],
  [() => CaseList, 0]
];
var DescribeServicesRequest$ = [
  3,
  n0,
  _DSR,
  0,
  [_sCL, _l, _dR],
  [64 | 0, 0, 2]
];
var RecentCaseCommunications$ = [
  3,
  n0,
  _RCC,
  0,
  [_com, _nT],
  [() => CommunicationList, 0]
];
var ThrottlingReason$ = [
  3,
  n0,
  _TR,
  0,
  [_re, _res],
  [0, 0]
];
var AttachmentSet = [
  1,
  n0,
  _AS,
  0,
  () => AttachmentDetails$
];
var CaseIdList = 64 | 0;
var CaseList = [
  1,
  n0,
  _CL,
  0,
  () => CaseDetails$
];
var CcEmailAddressList = 64 | 0;
var CommunicationList = [
  1,
  n0,
  _CLo,
  0,
  () => Communication$
];
var ServiceCodeList = 64 | 0;
var StringList = [
  1,
  n0,
  _SLt,
  { [_sp]: 1 },
  0
];
var ThrottlingReasonList = [
  1,
  n0,
  _TRL,
  0,
  () => ThrottlingReason$
];
var UploadIds = 64 | 0;
var CreateCase$ = [
  9,
  n0,
  _CC,
  0,
  () => CreateCaseRequest$,
  () => CreateCaseResponse$
];
var DescribeCases$ = [
  9,
  n0,
  _DC,
  0,
  () => DescribeCasesRequest$,
  () => DescribeCasesResponse$
];
var getRuntimeConfig = (config) => {
  return {
    apiVersion: "2013-04-15",
    base64Decoder: config?.base64Decoder ?? import_chunk_OX3TEXKV.fromBase64,
    base64Encoder: config?.base64Encoder ?? import_chunk_OX3TEXKV.toBase64,
    disableHostPrefix: config?.disableHostPrefix ?? false,
    endpointProvider: config?.endpointProvider ?? defaultEndpointResolver,
    extensions: config?.extensions ?? [],
    httpAuthSchemeProvider: config?.httpAuthSchemeProvider ?? defaultSupportHttpAuthSchemeProvider,
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
      defaultNamespace: "com.amazonaws.support",
      errorTypeRegistries,
      xmlNamespace: "http://support.amazonaws.com/doc/2013-04-15/",
      version: "2013-04-15",
      serviceTarget: "AWSSupport_20130415"
    },
    serviceId: config?.serviceId ?? "Support",
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
var SupportClient = class extends import_chunk_O2T2GEJ4.Client {
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
      httpAuthSchemeParametersProvider: defaultSupportHttpAuthSchemeParametersProvider,
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
var command = (0, import_chunk_O2T2GEJ4.makeBuilder)(commonParams, "AWSSupport_20130415", "SupportClient", import_chunk_DGS33MJG.getEndpointPlugin);
var _ep0 = {};
var _mw0 = (Command, cs, config, o2) => [];
var CreateCaseCommand = class extends command(_ep0, _mw0, "CreateCase", CreateCase$) {
};
var DescribeCasesCommand = class extends command(_ep0, _mw0, "DescribeCases", DescribeCases$) {
};
var support = (0, import_chunk_GXYDZJUK.defineService)("support", (settings) => new SupportClient(settings), {
  createCase: CreateCaseCommand,
  describeCases: DescribeCasesCommand
});
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  support
});
