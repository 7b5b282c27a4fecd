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
  acm: () => acm
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
var defaultACMHttpAuthSchemeParametersProvider = async (config, context, input) => {
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
      name: "acm",
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
var defaultACMHttpAuthSchemeProvider = (authParameters) => {
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
    useFipsEndpoint: options.useFipsEndpoint ?? false,
    useDualstackEndpoint: options.useDualstackEndpoint ?? false,
    defaultSigningName: "acm",
    clientContextParams: options.clientContextParams ?? {}
  });
};
var commonParams = {
  ServiceType: { type: "clientContextParams", name: "serviceType" },
  UseFIPS: { type: "builtInParams", name: "useFipsEndpoint" },
  Endpoint: { type: "builtInParams", name: "endpoint" },
  Region: { type: "builtInParams", name: "region" },
  UseDualStack: { type: "builtInParams", name: "useDualstackEndpoint" }
};
var package_default = {
  name: "@aws-sdk/client-acm",
  version: "3.1169.0",
  description: "AWS SDK for JavaScript Acm Client for Node.js, Browser and React Native",
  homepage: "https://github.com/aws/aws-sdk-js-v3/tree/main/clients/client-acm",
  license: "Apache-2.0",
  author: {
    name: "AWS SDK for JavaScript Team",
    url: "https://aws.amazon.com/sdk-for-javascript/"
  },
  repository: {
    type: "git",
    url: "https://github.com/aws/aws-sdk-js-v3.git",
    directory: "clients/client-acm"
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
    "test:e2e": "yarn g:vitest run -c vitest.config.e2e.mts",
    "test:e2e:watch": "yarn g:vitest watch -c vitest.config.e2e.mts",
    "test:index": "tsc -p tsconfig.test.json && node ./test/index-objects.spec.mjs"
  },
  dependencies: {
    "@aws-sdk/core": "^3.981.0",
    "@aws-sdk/credential-provider-node": "^3.972.97",
    "@aws-sdk/types": "^3.975.1",
    "@smithy/core": "^3.40.0",
    "@smithy/fetch-http-handler": "^5.8.1",
    "@smithy/node-http-handler": "^4.14.2",
    "@smithy/types": "^4.20.0",
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
var a = "PartitionResult";
var b = "stringEquals";
var c = "booleanEquals";
var d = { "fn": "getAttr", "argv": [{ "ref": a }, "name"] };
var e = {};
var _data = {
  conditions: [
    ["isSet", [{ ref: "Endpoint" }]],
    ["aws.partition", [{ ref: "Region" }], a],
    [b, [{ ref: "ServiceType" }, "ACM-ACME"]],
    [c, [{ ref: "UseFIPS" }, true]],
    [b, [d, "aws"]],
    [c, [{ ref: "UseDualStack" }, true]],
    [b, [d, "aws-us-gov"]]
  ],
  results: [
    [-1],
    ["{Endpoint}", e],
    [-1, "FIPS endpoints are not available for ACME operations"],
    ["https://acm-acme.{Region}.{PartitionResult#dualStackDnsSuffix}", e],
    [-1, "ACME operations are only available in the aws and aws-us-gov partitions"],
    ["https://acm-fips.{Region}.{PartitionResult#dualStackDnsSuffix}", e],
    ["https://acm.{Region}.amazonaws.com", e],
    ["https://acm-fips.{Region}.{PartitionResult#dnsSuffix}", e],
    ["https://acm.{Region}.{PartitionResult#dualStackDnsSuffix}", e],
    ["https://acm.{Region}.{PartitionResult#dnsSuffix}", e],
    [-1, "Region must be set to resolve an endpoint."]
  ]
};
var root = 2;
var r = 1e8;
var nodes = new Int32Array([
  -1,
  1,
  -1,
  0,
  r + 1,
  3,
  1,
  4,
  r + 10,
  2,
  9,
  5,
  3,
  7,
  6,
  5,
  r + 8,
  r + 9,
  5,
  r + 5,
  8,
  6,
  r + 6,
  r + 7,
  3,
  12,
  10,
  4,
  r + 3,
  11,
  6,
  r + 3,
  r + 4,
  4,
  r + 2,
  13,
  6,
  r + 2,
  r + 4
]);
var bdd = import_chunk_DGS33MJG.BinaryDecisionDiagram.from(nodes, root, _data.conditions, _data.results);
var cache = new import_chunk_DGS33MJG.EndpointCache({
  size: 50,
  params: ["Endpoint", "Region", "ServiceType", "UseDualStack", "UseFIPS"]
});
var defaultEndpointResolver = (endpointParams, context = {}) => {
  return cache.get(endpointParams, () => (0, import_chunk_DGS33MJG.decideEndpoint)(bdd, {
    endpointParams,
    logger: context.logger
  }));
};
import_chunk_DGS33MJG.customEndpointFunctions.aws = import_chunk_DGS33MJG.awsEndpointFunctions;
var ACMServiceException = class _ACMServiceException extends import_chunk_O2T2GEJ4.ServiceException {
  static shapeId = "smithy.ts.sdk.synthetic.com.amazonaws.acm#ACMServiceException";
  constructor(options) {
    super(options);
    Object.setPrototypeOf(this, _ACMServiceException.prototype);
  }
};
var AccessDeniedException = class _AccessDeniedException extends ACMServiceException {
  static shapeId = "com.amazonaws.acm#AccessDeniedException";
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
var InvalidArnException = class _InvalidArnException extends ACMServiceException {
  static shapeId = "com.amazonaws.acm#InvalidArnException";
  name = "InvalidArnException";
  $fault = "client";
  constructor(opts) {
    super({
      name: "InvalidArnException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _InvalidArnException.prototype);
  }
};
var InvalidParameterException = class _InvalidParameterException extends ACMServiceException {
  static shapeId = "com.amazonaws.acm#InvalidParameterException";
  name = "InvalidParameterException";
  $fault = "client";
  constructor(opts) {
    super({
      name: "InvalidParameterException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _InvalidParameterException.prototype);
  }
};
var InvalidTagException = class _InvalidTagException extends ACMServiceException {
  static shapeId = "com.amazonaws.acm#InvalidTagException";
  name = "InvalidTagException";
  $fault = "client";
  constructor(opts) {
    super({
      name: "InvalidTagException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _InvalidTagException.prototype);
  }
};
var ResourceNotFoundException = class _ResourceNotFoundException extends ACMServiceException {
  static shapeId = "com.amazonaws.acm#ResourceNotFoundException";
  name = "ResourceNotFoundException";
  $fault = "client";
  constructor(opts) {
    super({
      name: "ResourceNotFoundException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _ResourceNotFoundException.prototype);
  }
};
var TagPolicyException = class _TagPolicyException extends ACMServiceException {
  static shapeId = "com.amazonaws.acm#TagPolicyException";
  name = "TagPolicyException";
  $fault = "client";
  constructor(opts) {
    super({
      name: "TagPolicyException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _TagPolicyException.prototype);
  }
};
var ThrottlingException = class _ThrottlingException extends ACMServiceException {
  static shapeId = "com.amazonaws.acm#ThrottlingException";
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
var TooManyTagsException = class _TooManyTagsException extends ACMServiceException {
  static shapeId = "com.amazonaws.acm#TooManyTagsException";
  name = "TooManyTagsException";
  $fault = "client";
  constructor(opts) {
    super({
      name: "TooManyTagsException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _TooManyTagsException.prototype);
  }
};
var ValidationException = class _ValidationException extends ACMServiceException {
  static shapeId = "com.amazonaws.acm#ValidationException";
  name = "ValidationException";
  $fault = "client";
  constructor(opts) {
    super({
      name: "ValidationException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _ValidationException.prototype);
  }
};
var ConflictException = class _ConflictException extends ACMServiceException {
  static shapeId = "com.amazonaws.acm#ConflictException";
  name = "ConflictException";
  $fault = "client";
  constructor(opts) {
    super({
      name: "ConflictException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _ConflictException.prototype);
  }
};
var InternalServerException = class _InternalServerException extends ACMServiceException {
  static shapeId = "com.amazonaws.acm#InternalServerException";
  name = "InternalServerException";
  $fault = "server";
  $retryable = {};
  constructor(opts) {
    super({
      name: "InternalServerException",
      $fault: "server",
      ...opts
    });
    Object.setPrototypeOf(this, _InternalServerException.prototype);
  }
};
var ServiceQuotaExceededException = class _ServiceQuotaExceededException extends ACMServiceException {
  static shapeId = "com.amazonaws.acm#ServiceQuotaExceededException";
  name = "ServiceQuotaExceededException";
  $fault = "client";
  constructor(opts) {
    super({
      name: "ServiceQuotaExceededException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _ServiceQuotaExceededException.prototype);
  }
};
var ResourceInUseException = class _ResourceInUseException extends ACMServiceException {
  static shapeId = "com.amazonaws.acm#ResourceInUseException";
  name = "ResourceInUseException";
  $fault = "client";
  constructor(opts) {
    super({
      name: "ResourceInUseException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _ResourceInUseException.prototype);
  }
};
var RequestInProgressException = class _RequestInProgressException extends ACMServiceException {
  static shapeId = "com.amazonaws.acm#RequestInProgressException";
  name = "RequestInProgressException";
  $fault = "client";
  constructor(opts) {
    super({
      name: "RequestInProgressException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _RequestInProgressException.prototype);
  }
};
var LimitExceededException = class _LimitExceededException extends ACMServiceException {
  static shapeId = "com.amazonaws.acm#LimitExceededException";
  name = "LimitExceededException";
  $fault = "client";
  constructor(opts) {
    super({
      name: "LimitExceededException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _LimitExceededException.prototype);
  }
};
var InvalidArgsException = class _InvalidArgsException extends ACMServiceException {
  static shapeId = "com.amazonaws.acm#InvalidArgsException";
  name = "InvalidArgsException";
  $fault = "client";
  constructor(opts) {
    super({
      name: "InvalidArgsException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _InvalidArgsException.prototype);
  }
};
var InvalidDomainValidationOptionsException = class _InvalidDomainValidationOptionsException extends ACMServiceException {
  static shapeId = "com.amazonaws.acm#InvalidDomainValidationOptionsException";
  name = "InvalidDomainValidationOptionsException";
  $fault = "client";
  constructor(opts) {
    super({
      name: "InvalidDomainValidationOptionsException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _InvalidDomainValidationOptionsException.prototype);
  }
};
var InvalidStateException = class _InvalidStateException extends ACMServiceException {
  static shapeId = "com.amazonaws.acm#InvalidStateException";
  name = "InvalidStateException";
  $fault = "client";
  constructor(opts) {
    super({
      name: "InvalidStateException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _InvalidStateException.prototype);
  }
};
var _AAI = "AcmeAccountId";
var _ADE = "AccessDeniedException";
var _AEA = "AcmeEndpointArn";
var _AKA = "AllowedKeyAlgorithms";
var _CA = "CreatedAt";
var _CAA = "CertificateAuthorityArn";
var _CAL = "CustomAttributeList";
var _CAer = "CertificateArn";
var _CAu = "CustomAttribute";
var _CAus = "CustomAttributes";
var _CD = "CertificateDetail";
var _CE = "ConflictException";
var _CKPO = "CertificateKeyPairOrigin";
var _CKPOe = "CertificateKeyPairOrigins";
var _CN = "CommonName";
var _CO = "CertificateOptions";
var _CS = "CertificateSummary";
var _CSL = "CertificateSummaryList";
var _CSe = "CertificateStatuses";
var _CTLP = "CertificateTransparencyLoggingPreference";
var _Ce = "Certificate";
var _Cou = "Country";
var _DC = "DomainComponents";
var _DCRe = "DescribeCertificateRequest";
var _DCRes = "DescribeCertificateResponse";
var _DCes = "DescribeCertificate";
var _DN = "DomainName";
var _DNQ = "DistinguishedNameQualifier";
var _DNi = "DistinguishedName";
var _DNir = "DirectoryName";
var _DNn = "DnsName";
var _DV = "DomainValidation";
var _DVL = "DomainValidationList";
var _DVMUS = "DomainValidationMethodUpdateSummary";
var _DVO = "DomainValidationOptions";
var _DVOL = "DomainValidationOptionList";
var _DVOo = "DomainValidationOption";
var _E = "Exported";
var _EKU = "ExtendedKeyUsages";
var _EKUL = "ExtendedKeyUsageList";
var _EKUx = "ExtendedKeyUsage";
var _EO = "ExportOption";
var _EVC = "EmailValidationChallenge";
var _Ex = "Export";
var _F = "From";
var _FR = "FailureReason";
var _Fi = "Filters";
var _GN = "GivenName";
var _GNL = "GeneralNameList";
var _GNe = "GeneralName";
var _GQ = "GenerationQualifier";
var _HASAN = "HasAdditionalSubjectAlternativeNames";
var _HR = "HttpRedirect";
var _I = "Issuer";
var _IA = "ImportedAt";
var _IAE = "InvalidArgsException";
var _IAEn = "InvalidArnException";
var _IAp = "IpAddress";
var _IAs = "IssuedAt";
var _IDVOE = "InvalidDomainValidationOptionsException";
var _IPE = "InvalidParameterException";
var _ISE = "InternalServerException";
var _ISEn = "InvalidStateException";
var _IT = "IdempotencyToken";
var _ITE = "InvalidTagException";
var _IU = "InUse";
var _IUB = "InUseBy";
var _In = "Initials";
var _Inc = "Includes";
var _K = "Key";
var _KA = "KeyAlgorithm";
var _KU = "KeyUsages";
var _KUL = "KeyUsageList";
var _KUe = "KeyUsage";
var _L = "Locality";
var _LC = "ListCertificates";
var _LCR = "ListCertificatesRequest";
var _LCRi = "ListCertificatesResponse";
var _LEE = "LimitExceededException";
var _M = "Message";
var _MB = "ManagedBy";
var _MI = "MaxItems";
var _N = "Name";
var _NA = "NotAfter";
var _NB = "NotBefore";
var _NT = "NextToken";
var _O = "Options";
var _OI = "ObjectIdentifier";
var _OID = "OID";
var _ON = "OtherName";
var _OU = "OrganizationalUnit";
var _Or = "Organization";
var _P = "Pseudonym";
var _PCA = "PublicCertificateAuthority";
var _RA = "RevokedAt";
var _RAe = "ResourceArn";
var _RAeq = "RequestedAt";
var _RCRe = "RequestCertificateRequest";
var _RE = "RenewalEligibility";
var _RF = "RedirectFrom";
var _RI = "RegisteredId";
var _RIPE = "RequestInProgressException";
var _RIUE = "ResourceInUseException";
var _RN = "Rfc822Name";
var _RNFE = "ResourceNotFoundException";
var _RR = "RevocationReason";
var _RRe = "ResourceRecord";
var _RS = "RenewalStatus";
var _RSR = "RenewalStatusReason";
var _RSe = "RenewalSummary";
var _RT = "RedirectTo";
var _S = "Status";
var _SA = "SignatureAlgorithm";
var _SAN = "SubjectAlternativeNames";
var _SANS = "SubjectAlternativeNameSummaries";
var _SB = "SortBy";
var _SN = "SerialNumber";
var _SO = "SortOrder";
var _SQEE = "ServiceQuotaExceededException";
var _Se = "Serial";
var _St = "State";
var _Su = "Subject";
var _Sur = "Surname";
var _T = "Type";
var _TE = "ThrottlingException";
var _TK = "TagKeys";
var _TL = "TagList";
var _TMTE = "TooManyTagsException";
var _TPE = "TagPolicyException";
var _TR = "ThrottlingReason";
var _TRL = "ThrottlingReasonList";
var _Ta = "Tags";
var _Tag = "Tag";
var _Ti = "Title";
var _To = "To";
var _UA = "UpdatedAt";
var _URI = "UniformResourceIdentifier";
var _URR = "UntagResourceRequest";
var _US = "UpdateSummary";
var _V = "Value";
var _VD = "ValidationDomain";
var _VE = "ValidationException";
var _VEa = "ValidationEmails";
var _VM = "ValidationMethod";
var _VS = "ValidationStatus";
var _XA = "X509Attributes";
var _aQE = "awsQueryError";
var _c = "client";
var _e = "error";
var _eKU = "extendedKeyUsage";
var _eO = "exportOption";
var _hE = "httpError";
var _kT = "keyTypes";
var _kU = "keyUsage";
var _m = "message";
var _mB = "managedBy";
var _r = "reason";
var _re = "resource";
var _s = "smithy.ts.sdk.synthetic.com.amazonaws.acm";
var _se = "server";
var _tR = "throttlingReasons";
var n0 = "com.amazonaws.acm";
var _s_registry = new import_chunk_OX3TEXKV.TypeRegistry(_s);
var ACMServiceException$ = [-3, _s, "ACMServiceException", 0, [], []];
_s_registry.registerError(ACMServiceException$, ACMServiceException);
var n0_registry = new import_chunk_OX3TEXKV.TypeRegistry(n0);
var AccessDeniedException$ = [
  -3,
  n0,
  _ADE,
  { [_aQE]: [`AccessDenied`, 403], [_e]: _c, [_hE]: 403 },
  [_M],
  [0]
];
n0_registry.registerError(AccessDeniedException$, AccessDeniedException);
var ConflictException$ = [
  -3,
  n0,
  _CE,
  { [_e]: _c },
  [_m],
  [0]
];
n0_registry.registerError(ConflictException$, ConflictException);
var InternalServerException$ = [
  -3,
  n0,
  _ISE,
  { [_e]: _se },
  [_m],
  [0]
];
n0_registry.registerError(InternalServerException$, InternalServerException);
var InvalidArgsException$ = [
  -3,
  n0,
  _IAE,
  { [_e]: _c },
  [_m],
  [0]
];
n0_registry.registerError(InvalidArgsException$, InvalidArgsException);
var InvalidArnException$ = [
  -3,
  n0,
  _IAEn,
  { [_e]: _c },
  [_m],
  [0]
];
n0_registry.registerError(InvalidArnException$, InvalidArnException);
var InvalidDomainValidationOptionsException$ = [
  -3,
  n0,
  _IDVOE,
  { [_e]: _c },
  [_m],
  [0]
];
n0_registry.registerError(InvalidDomainValidationOptionsException$, InvalidDomainValidationOptionsException);
var InvalidParameterException$ = [
  -3,
  n0,
  _IPE,
  { [_e]: _c },
  [_m],
  [0]
];
n0_registry.registerError(InvalidParameterException$, InvalidParameterException);
var InvalidStateException$ = [
  -3,
  n0,
  _ISEn,
  { [_e]: _c },
  [_m],
  [0]
];
n0_registry.registerError(InvalidStateException$, InvalidStateException);
var InvalidTagException$ = [
  -3,
  n0,
  _ITE,
  { [_e]: _c },
  [_m],
  [0]
];
n0_registry.registerError(InvalidTagException$, InvalidTagException);
var LimitExceededException$ = [
  -3,
  n0,
  _LEE,
  { [_e]: _c },
  [_m],
  [0]
];
n0_registry.registerError(LimitExceededException$, LimitExceededException);
var RequestInProgressException$ = [
  -3,
  n0,
  _RIPE,
  { [_e]: _c },
  [_m],
  [0]
];
n0_registry.registerError(RequestInProgressException$, RequestInProgressException);
var ResourceInUseException$ = [
  -3,
  n0,
  _RIUE,
  { [_e]: _c },
  [_m],
  [0]
];
n0_registry.registerError(ResourceInUseException$, ResourceInUseException);
var ResourceNotFoundException$ = [
  -3,
  n0,
  _RNFE,
  { [_e]: _c },
  [_m],
  [0]
];
n0_registry.registerError(ResourceNotFoundException$, ResourceNotFoundException);
var ServiceQuotaExceededException$ = [
  -3,
  n0,
  _SQEE,
  { [_e]: _c },
  [_m],
  [0]
];
n0_registry.registerError(ServiceQuotaExceededException$, ServiceQuotaExceededException);
var TagPolicyException$ = [
  -3,
  n0,
  _TPE,
  { [_e]: _c },
  [_m],
  [0]
];
n0_registry.registerError(TagPolicyException$, TagPolicyException);
var ThrottlingException$ = [
  -3,
  n0,
  _TE,
  { [_aQE]: [`Throttling`, 400], [_e]: _c, [_hE]: 400 },
  [_m, _tR],
  [0, () => ThrottlingReasonList]
];
n0_registry.registerError(ThrottlingException$, ThrottlingException);
var TooManyTagsException$ = [
  -3,
  n0,
  _TMTE,
  { [_e]: _c },
  [_m],
  [0]
];
n0_registry.registerError(TooManyTagsException$, TooManyTagsException);
var ValidationException$ = [
  -3,
  n0,
  _VE,
  { [_aQE]: [`ValidationError`, 400], [_e]: _c, [_hE]: 400 },
  [_m],
  [0]
];
n0_registry.registerError(ValidationException$, ValidationException);
var errorTypeRegistries = [
  _s_registry,
  n0_registry
];
var CertificateDetail$ = [
  3,
  n0,
  _CD,
  0,
  [_CAer, _DN, _SAN, _MB, _DVO, _Se, _Su, _I, _CA, _IAs, _IA, _S, _RA, _RR, _NB, _NA, _KA, _SA, _IUB, _FR, _T, _RSe, _KU, _EKU, _CAA, _RE, _O, _US, _CKPO, _AEA, _AAI],
  [0, 0, 64 | 0, 0, () => DomainValidationList, 0, 0, 0, 4, 4, 4, 0, 4, 0, 4, 4, 0, 0, 64 | 0, 0, 0, () => RenewalSummary$, () => KeyUsageList, () => ExtendedKeyUsageList, 0, 0, () => CertificateOptions$, () => UpdateSummary$, 0, 0, 0]
];
var CertificateOptions$ = [
  3,
  n0,
  _CO,
  0,
  [_CTLP, _Ex, _VM],
  [0, 0, 0]
];
var CertificateSummary$ = [
  3,
  n0,
  _CS,
  0,
  [_CAer, _DN, _SANS, _HASAN, _S, _T, _KA, _KU, _EKU, _EO, _IU, _E, _RE, _NB, _NA, _CA, _IAs, _IA, _RA, _MB, _CKPO],
  [0, 0, 64 | 0, 2, 0, 0, 0, 64 | 0, 64 | 0, 0, 2, 2, 0, 4, 4, 4, 4, 4, 4, 0, 0]
];
var CustomAttribute$ = [
  3,
  n0,
  _CAu,
  0,
  [_OI, _V],
  [0, 0]
];
var DescribeCertificateRequest$ = [
  3,
  n0,
  _DCRe,
  0,
  [_CAer],
  [0],
  1
];
var DescribeCertificateResponse$ = [
  3,
  n0,
  _DCRes,
  0,
  [_Ce],
  [() => CertificateDetail$]
];
var DistinguishedName$ = [
  3,
  n0,
  _DNi,
  0,
  [_CN, _DC, _Cou, _CAus, _DNQ, _GQ, _GN, _In, _L, _Or, _OU, _P, _SN, _St, _Sur, _Ti],
  [0, 64 | 0, 0, () => CustomAttributeList, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
];
var DomainValidation$ = [
  3,
  n0,
  _DV,
  0,
  [_DN, _VEa, _VD, _VS, _RRe, _HR, _VM],
  [0, 64 | 0, 0, 0, () => ResourceRecord$, () => HttpRedirect$, 0],
  1
];
var DomainValidationMethodUpdateSummary$ = [
  3,
  n0,
  _DVMUS,
  0,
  [_F, _To],
  [0, 0]
];
var DomainValidationOption$ = [
  3,
  n0,
  _DVOo,
  0,
  [_DN, _VD],
  [0, 0],
  2
];
var EmailValidationChallenge$ = [
  3,
  n0,
  _EVC,
  0,
  [_VEa, _VD],
  [64 | 0, 0]
];
var ExtendedKeyUsage$ = [
  3,
  n0,
  _EKUx,
  0,
  [_N, _OID],
  [0, 0]
];
var Filters$ = [
  3,
  n0,
  _Fi,
  0,
  [_eKU, _kU, _kT, _eO, _mB],
  [64 | 0, 64 | 0, 64 | 0, 0, 0]
];
var HttpRedirect$ = [
  3,
  n0,
  _HR,
  0,
  [_RF, _RT],
  [0, 0]
];
var KeyUsage$ = [
  3,
  n0,
  _KUe,
  0,
  [_N],
  [0]
];
var ListCertificatesRequest$ = [
  3,
  n0,
  _LCR,
  0,
  [_CSe, _CKPOe, _Inc, _NT, _MI, _SB, _SO],
  [64 | 0, 64 | 0, () => Filters$, 0, 1, 0, 0]
];
var ListCertificatesResponse$ = [
  3,
  n0,
  _LCRi,
  0,
  [_NT, _CSL],
  [0, () => CertificateSummaryList]
];
var OtherName$ = [
  3,
  n0,
  _ON,
  0,
  [_OI, _V],
  [0, 0]
];
var PublicCertificateAuthority$ = [
  3,
  n0,
  _PCA,
  0,
  [_AKA],
  [64 | 0]
];
var RenewalSummary$ = [
  3,
  n0,
  _RSe,
  0,
  [_RS, _DVO, _UA, _RSR],
  [0, () => DomainValidationList, 4, 0],
  3
];
var RequestCertificateRequest$ = [
  3,
  n0,
  _RCRe,
  0,
  [_DN, _VM, _SAN, _IT, _DVO, _O, _CAA, _Ta, _KA, _MB],
  [0, 0, 64 | 0, 0, () => DomainValidationOptionList, () => CertificateOptions$, 0, () => TagList, 0, 0],
  1
];
var ResourceRecord$ = [
  3,
  n0,
  _RRe,
  0,
  [_N, _T, _V],
  [0, 0, 0],
  3
];
var Tag$ = [
  3,
  n0,
  _Tag,
  0,
  [_K, _V],
  [0, 0],
  1
];
var ThrottlingReason$ = [
  3,
  n0,
  _TR,
  0,
  [_r, _re],
  [0, 0]
];
var UntagResourceRequest$ = [
  3,
  n0,
  _URR,
  0,
  [_RAe, _TK],
  [0, 64 | 0],
  2
];
var UpdateSummary$ = [
  3,
  n0,
  _US,
  0,
  [_S, _T, _DVMUS, _RAeq, _UA],
  [0, 0, () => DomainValidationMethodUpdateSummary$, 4, 4]
];
var X509Attributes$ = [
  3,
  n0,
  _XA,
  0,
  [_I, _Su, _SAN, _EKU, _KA, _KU, _SN, _NA, _NB],
  [() => DistinguishedName$, () => DistinguishedName$, () => GeneralNameList, 64 | 0, 0, 64 | 0, 0, 4, 4]
];
var CertificateKeyPairOrigins = 64 | 0;
var CertificateStatuses = 64 | 0;
var CertificateSummaryList = [
  1,
  n0,
  _CSL,
  0,
  () => CertificateSummary$
];
var CustomAttributeList = [
  1,
  n0,
  _CAL,
  0,
  () => CustomAttribute$
];
var DomainComponentList = 64 | 0;
var DomainList = 64 | 0;
var DomainValidationList = [
  1,
  n0,
  _DVL,
  0,
  () => DomainValidation$
];
var DomainValidationOptionList = [
  1,
  n0,
  _DVOL,
  0,
  () => DomainValidationOption$
];
var ExtendedKeyUsageFilterList = 64 | 0;
var ExtendedKeyUsageList = [
  1,
  n0,
  _EKUL,
  0,
  () => ExtendedKeyUsage$
];
var ExtendedKeyUsageNames = 64 | 0;
var GeneralNameList = [
  1,
  n0,
  _GNL,
  0,
  () => GeneralName$
];
var InUseList = 64 | 0;
var KeyAlgorithmList = 64 | 0;
var KeyUsageFilterList = 64 | 0;
var KeyUsageList = [
  1,
  n0,
  _KUL,
  0,
  () => KeyUsage$
];
var KeyUsageNames = 64 | 0;
var PublicKeyAlgorithmList = 64 | 0;
var TagKeyList = 64 | 0;
var TagList = [
  1,
  n0,
  _TL,
  0,
  () => Tag$
];
var ThrottlingReasonList = [
  1,
  n0,
  _TRL,
  0,
  () => ThrottlingReason$
];
var ValidationEmailList = 64 | 0;
var GeneralName$ = [
  4,
  n0,
  _GNe,
  0,
  [_DNir, _DNn, _IAp, _ON, _RI, _RN, _URI],
  [() => DistinguishedName$, 0, 0, () => OtherName$, 0, 0, 0]
];
var DescribeCertificate$ = [
  9,
  n0,
  _DCes,
  0,
  () => DescribeCertificateRequest$,
  () => DescribeCertificateResponse$
];
var ListCertificates$ = [
  9,
  n0,
  _LC,
  0,
  () => ListCertificatesRequest$,
  () => ListCertificatesResponse$
];
var getRuntimeConfig = (config) => {
  return {
    apiVersion: "2015-12-08",
    base64Decoder: config?.base64Decoder ?? import_chunk_OX3TEXKV.fromBase64,
    base64Encoder: config?.base64Encoder ?? import_chunk_OX3TEXKV.toBase64,
    disableHostPrefix: config?.disableHostPrefix ?? false,
    endpointProvider: config?.endpointProvider ?? defaultEndpointResolver,
    extensions: config?.extensions ?? [],
    httpAuthSchemeProvider: config?.httpAuthSchemeProvider ?? defaultACMHttpAuthSchemeProvider,
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
      defaultNamespace: "com.amazonaws.acm",
      errorTypeRegistries,
      version: "2015-12-08",
      serviceTarget: "CertificateManager"
    },
    serviceId: config?.serviceId ?? "ACM",
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
    defaultSocketTimeout: (0, import_chunk_DGS33MJG.getDefaultSocketTimeout)(config?.requestHandler, 3e5),
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
var ACMClient = class extends import_chunk_O2T2GEJ4.Client {
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
      httpAuthSchemeParametersProvider: defaultACMHttpAuthSchemeParametersProvider,
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
var command = (0, import_chunk_O2T2GEJ4.makeBuilder)(commonParams, "CertificateManager", "ACMClient", import_chunk_DGS33MJG.getEndpointPlugin);
var _ep0 = {
  ServiceType: { type: "staticContextParams", value: `ACM` }
};
var _mw0 = (Command, cs, config, o) => [];
var DescribeCertificateCommand = class extends command(_ep0, _mw0, "DescribeCertificate", DescribeCertificate$) {
};
var ListCertificatesCommand = class extends command(_ep0, _mw0, "ListCertificates", ListCertificates$) {
};
var acm = (0, import_chunk_GXYDZJUK.defineService)("acm", (settings) => new ACMClient(settings), {
  describeCertificate: DescribeCertificateCommand,
  listCertificates: ListCertificatesCommand
});
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  acm
});
