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
  accelerator: () => accelerator
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
var defaultGlobalAcceleratorHttpAuthSchemeParametersProvider = async (config, context, input) => {
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
      name: "globalaccelerator",
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
var defaultGlobalAcceleratorHttpAuthSchemeProvider = (authParameters) => {
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
    defaultSigningName: "globalaccelerator"
  });
};
var commonParams = {
  UseFIPS: { type: "builtInParams", name: "useFipsEndpoint" },
  Endpoint: { type: "builtInParams", name: "endpoint" },
  Region: { type: "builtInParams", name: "region" },
  UseDualStack: { type: "builtInParams", name: "useDualstackEndpoint" }
};
var package_default = {
  name: "@aws-sdk/client-global-accelerator",
  version: "3.1169.0",
  description: "AWS SDK for JavaScript Global Accelerator Client for Node.js, Browser and React Native",
  homepage: "https://github.com/aws/aws-sdk-js-v3/tree/main/clients/client-global-accelerator",
  license: "Apache-2.0",
  author: {
    name: "AWS SDK for JavaScript Team",
    url: "https://aws.amazon.com/sdk-for-javascript/"
  },
  repository: {
    type: "git",
    url: "https://github.com/aws/aws-sdk-js-v3.git",
    directory: "clients/client-global-accelerator"
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
    [e, [{ fn: f, argv: [h, "supportsFIPS"] }, b]]
  ],
  results: [
    [a],
    [a, "Invalid Configuration: FIPS and custom endpoint are not supported"],
    [a, "Invalid Configuration: Dualstack and custom endpoint are not supported"],
    [g, i],
    ["https://globalaccelerator-fips.{Region}.{PartitionResult#dualStackDnsSuffix}", i],
    [a, "FIPS and DualStack are enabled, but this partition does not support one or both"],
    ["https://globalaccelerator-fips.{Region}.{PartitionResult#dnsSuffix}", i],
    [a, "FIPS is enabled but this partition does not support FIPS"],
    ["https://globalaccelerator.{Region}.{PartitionResult#dualStackDnsSuffix}", i],
    [a, "DualStack is enabled but this partition does not support DualStack"],
    ["https://globalaccelerator.{Region}.{PartitionResult#dnsSuffix}", i],
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
  12,
  3,
  1,
  4,
  r + 11,
  2,
  5,
  r + 11,
  3,
  8,
  6,
  4,
  7,
  r + 10,
  5,
  r + 8,
  r + 9,
  4,
  10,
  9,
  6,
  r + 6,
  r + 7,
  5,
  11,
  r + 5,
  6,
  r + 4,
  r + 5,
  3,
  r + 1,
  13,
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
var GlobalAcceleratorServiceException = class _GlobalAcceleratorServiceException extends import_chunk_O2T2GEJ4.ServiceException {
  static shapeId = "smithy.ts.sdk.synthetic.com.amazonaws.globalaccelerator#GlobalAcceleratorServiceException";
  constructor(options) {
    super(options);
    Object.setPrototypeOf(this, _GlobalAcceleratorServiceException.prototype);
  }
};
var AcceleratorNotDisabledException = class _AcceleratorNotDisabledException extends GlobalAcceleratorServiceException {
  static shapeId = "com.amazonaws.globalaccelerator#AcceleratorNotDisabledException";
  name = "AcceleratorNotDisabledException";
  $fault = "client";
  Message;
  constructor(opts) {
    super({
      name: "AcceleratorNotDisabledException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _AcceleratorNotDisabledException.prototype);
    this.Message = opts.Message;
  }
};
var AcceleratorNotFoundException = class _AcceleratorNotFoundException extends GlobalAcceleratorServiceException {
  static shapeId = "com.amazonaws.globalaccelerator#AcceleratorNotFoundException";
  name = "AcceleratorNotFoundException";
  $fault = "client";
  Message;
  constructor(opts) {
    super({
      name: "AcceleratorNotFoundException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _AcceleratorNotFoundException.prototype);
    this.Message = opts.Message;
  }
};
var AccessDeniedException = class _AccessDeniedException extends GlobalAcceleratorServiceException {
  static shapeId = "com.amazonaws.globalaccelerator#AccessDeniedException";
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
var ConflictException = class _ConflictException extends GlobalAcceleratorServiceException {
  static shapeId = "com.amazonaws.globalaccelerator#ConflictException";
  name = "ConflictException";
  $fault = "client";
  Message;
  constructor(opts) {
    super({
      name: "ConflictException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _ConflictException.prototype);
    this.Message = opts.Message;
  }
};
var EndpointAlreadyExistsException = class _EndpointAlreadyExistsException extends GlobalAcceleratorServiceException {
  static shapeId = "com.amazonaws.globalaccelerator#EndpointAlreadyExistsException";
  name = "EndpointAlreadyExistsException";
  $fault = "client";
  Message;
  constructor(opts) {
    super({
      name: "EndpointAlreadyExistsException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _EndpointAlreadyExistsException.prototype);
    this.Message = opts.Message;
  }
};
var EndpointGroupNotFoundException = class _EndpointGroupNotFoundException extends GlobalAcceleratorServiceException {
  static shapeId = "com.amazonaws.globalaccelerator#EndpointGroupNotFoundException";
  name = "EndpointGroupNotFoundException";
  $fault = "client";
  Message;
  constructor(opts) {
    super({
      name: "EndpointGroupNotFoundException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _EndpointGroupNotFoundException.prototype);
    this.Message = opts.Message;
  }
};
var InternalServiceErrorException = class _InternalServiceErrorException extends GlobalAcceleratorServiceException {
  static shapeId = "com.amazonaws.globalaccelerator#InternalServiceErrorException";
  name = "InternalServiceErrorException";
  $fault = "server";
  Message;
  constructor(opts) {
    super({
      name: "InternalServiceErrorException",
      $fault: "server",
      ...opts
    });
    Object.setPrototypeOf(this, _InternalServiceErrorException.prototype);
    this.Message = opts.Message;
  }
};
var InvalidArgumentException = class _InvalidArgumentException extends GlobalAcceleratorServiceException {
  static shapeId = "com.amazonaws.globalaccelerator#InvalidArgumentException";
  name = "InvalidArgumentException";
  $fault = "client";
  Message;
  constructor(opts) {
    super({
      name: "InvalidArgumentException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _InvalidArgumentException.prototype);
    this.Message = opts.Message;
  }
};
var LimitExceededException = class _LimitExceededException extends GlobalAcceleratorServiceException {
  static shapeId = "com.amazonaws.globalaccelerator#LimitExceededException";
  name = "LimitExceededException";
  $fault = "client";
  Message;
  constructor(opts) {
    super({
      name: "LimitExceededException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _LimitExceededException.prototype);
    this.Message = opts.Message;
  }
};
var TransactionInProgressException = class _TransactionInProgressException extends GlobalAcceleratorServiceException {
  static shapeId = "com.amazonaws.globalaccelerator#TransactionInProgressException";
  name = "TransactionInProgressException";
  $fault = "client";
  Message;
  constructor(opts) {
    super({
      name: "TransactionInProgressException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _TransactionInProgressException.prototype);
    this.Message = opts.Message;
  }
};
var ByoipCidrNotFoundException = class _ByoipCidrNotFoundException extends GlobalAcceleratorServiceException {
  static shapeId = "com.amazonaws.globalaccelerator#ByoipCidrNotFoundException";
  name = "ByoipCidrNotFoundException";
  $fault = "client";
  Message;
  constructor(opts) {
    super({
      name: "ByoipCidrNotFoundException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _ByoipCidrNotFoundException.prototype);
    this.Message = opts.Message;
  }
};
var IncorrectCidrStateException = class _IncorrectCidrStateException extends GlobalAcceleratorServiceException {
  static shapeId = "com.amazonaws.globalaccelerator#IncorrectCidrStateException";
  name = "IncorrectCidrStateException";
  $fault = "client";
  Message;
  constructor(opts) {
    super({
      name: "IncorrectCidrStateException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _IncorrectCidrStateException.prototype);
    this.Message = opts.Message;
  }
};
var AssociatedEndpointGroupFoundException = class _AssociatedEndpointGroupFoundException extends GlobalAcceleratorServiceException {
  static shapeId = "com.amazonaws.globalaccelerator#AssociatedEndpointGroupFoundException";
  name = "AssociatedEndpointGroupFoundException";
  $fault = "client";
  Message;
  constructor(opts) {
    super({
      name: "AssociatedEndpointGroupFoundException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _AssociatedEndpointGroupFoundException.prototype);
    this.Message = opts.Message;
  }
};
var AssociatedListenerFoundException = class _AssociatedListenerFoundException extends GlobalAcceleratorServiceException {
  static shapeId = "com.amazonaws.globalaccelerator#AssociatedListenerFoundException";
  name = "AssociatedListenerFoundException";
  $fault = "client";
  Message;
  constructor(opts) {
    super({
      name: "AssociatedListenerFoundException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _AssociatedListenerFoundException.prototype);
    this.Message = opts.Message;
  }
};
var AttachmentNotFoundException = class _AttachmentNotFoundException extends GlobalAcceleratorServiceException {
  static shapeId = "com.amazonaws.globalaccelerator#AttachmentNotFoundException";
  name = "AttachmentNotFoundException";
  $fault = "client";
  Message;
  constructor(opts) {
    super({
      name: "AttachmentNotFoundException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _AttachmentNotFoundException.prototype);
    this.Message = opts.Message;
  }
};
var EndpointGroupAlreadyExistsException = class _EndpointGroupAlreadyExistsException extends GlobalAcceleratorServiceException {
  static shapeId = "com.amazonaws.globalaccelerator#EndpointGroupAlreadyExistsException";
  name = "EndpointGroupAlreadyExistsException";
  $fault = "client";
  Message;
  constructor(opts) {
    super({
      name: "EndpointGroupAlreadyExistsException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _EndpointGroupAlreadyExistsException.prototype);
    this.Message = opts.Message;
  }
};
var InvalidPortRangeException = class _InvalidPortRangeException extends GlobalAcceleratorServiceException {
  static shapeId = "com.amazonaws.globalaccelerator#InvalidPortRangeException";
  name = "InvalidPortRangeException";
  $fault = "client";
  Message;
  constructor(opts) {
    super({
      name: "InvalidPortRangeException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _InvalidPortRangeException.prototype);
    this.Message = opts.Message;
  }
};
var ListenerNotFoundException = class _ListenerNotFoundException extends GlobalAcceleratorServiceException {
  static shapeId = "com.amazonaws.globalaccelerator#ListenerNotFoundException";
  name = "ListenerNotFoundException";
  $fault = "client";
  Message;
  constructor(opts) {
    super({
      name: "ListenerNotFoundException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _ListenerNotFoundException.prototype);
    this.Message = opts.Message;
  }
};
var EndpointNotFoundException = class _EndpointNotFoundException extends GlobalAcceleratorServiceException {
  static shapeId = "com.amazonaws.globalaccelerator#EndpointNotFoundException";
  name = "EndpointNotFoundException";
  $fault = "client";
  Message;
  constructor(opts) {
    super({
      name: "EndpointNotFoundException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _EndpointNotFoundException.prototype);
    this.Message = opts.Message;
  }
};
var InvalidNextTokenException = class _InvalidNextTokenException extends GlobalAcceleratorServiceException {
  static shapeId = "com.amazonaws.globalaccelerator#InvalidNextTokenException";
  name = "InvalidNextTokenException";
  $fault = "client";
  Message;
  constructor(opts) {
    super({
      name: "InvalidNextTokenException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _InvalidNextTokenException.prototype);
    this.Message = opts.Message;
  }
};
var _A = "Accelerator";
var _AA = "AcceleratorArn";
var _AATTE = "AllowAllTrafficToEndpoint";
var _AAt = "AttachmentArn";
var _ACRTR = "AllowCustomRoutingTrafficRequest";
var _ADE = "AccessDeniedException";
var _AE = "AcceleratorEvent";
var _AEGFE = "AssociatedEndpointGroupFoundException";
var _AEc = "AcceleratorEvents";
var _ALFE = "AssociatedListenerFoundException";
var _ANDE = "AcceleratorNotDisabledException";
var _ANFE = "AcceleratorNotFoundException";
var _ANFEt = "AttachmentNotFoundException";
var _AP = "AcceleratorPort";
var _APd = "AddPrincipals";
var _AR = "AddResources";
var _At = "Attachment";
var _BCNFE = "ByoipCidrNotFoundException";
var _C = "Cidr";
var _CA = "ClientAffinity";
var _CAR = "CreateAcceleratorRequest";
var _CCAAR = "CreateCrossAccountAttachmentRequest";
var _CCRAR = "CreateCustomRoutingAcceleratorRequest";
var _CE = "ConflictException";
var _CIPPE = "ClientIPPreservationEnabled";
var _CRDC = "CustomRoutingDestinationConfiguration";
var _CRDD = "CustomRoutingDestinationDescription";
var _CT = "CreatedTime";
var _DA = "DestinationAddresses";
var _DARe = "DescribeAcceleratorRequest";
var _DARes = "DescribeAcceleratorResponse";
var _DATTE = "DenyAllTrafficToEndpoint";
var _DAes = "DescribeAccelerator";
var _DCRTR = "DenyCustomRoutingTrafficRequest";
var _DEGRe = "DescribeEndpointGroupRequest";
var _DEGRes = "DescribeEndpointGroupResponse";
var _DEGe = "DescribeEndpointGroup";
var _DN = "DnsName";
var _DP = "DestinationPorts";
var _DSA = "DestinationSocketAddress";
var _DSDN = "DualStackDnsName";
var _DTS = "DestinationTrafficState";
var _E = "Enabled";
var _EAEE = "EndpointAlreadyExistsException";
var _EC = "EndpointConfigurations";
var _ECn = "EndpointConfiguration";
var _ED = "EndpointDescriptions";
var _EDn = "EndpointDescription";
var _EG = "EndpointGroup";
var _EGA = "EndpointGroupArn";
var _EGAEE = "EndpointGroupAlreadyExistsException";
var _EGNFE = "EndpointGroupNotFoundException";
var _EGR = "EndpointGroupRegion";
var _EGn = "EndpointGroups";
var _EI = "EndpointId";
var _EInd = "EndpointIds";
var _ENFE = "EndpointNotFoundException";
var _EP = "EndpointPort";
var _Ev = "Events";
var _FP = "FromPort";
var _HCIS = "HealthCheckIntervalSeconds";
var _HCP = "HealthCheckPort";
var _HCPe = "HealthCheckProtocol";
var _HCPea = "HealthCheckPath";
var _HR = "HealthReason";
var _HS = "HealthState";
var _IA = "IpAddresses";
var _IAD = "IpAddressDetail";
var _IADp = "IpAddressDetails";
var _IAE = "InvalidArgumentException";
var _IAF = "IpAddressFamily";
var _IAT = "IpAddressType";
var _IAp = "IpAddress";
var _ICSE = "IncorrectCidrStateException";
var _IF = "IpFamily";
var _INTE = "InvalidNextTokenException";
var _IPRE = "InvalidPortRangeException";
var _IS = "IpSets";
var _ISEE = "InternalServiceErrorException";
var _ISp = "IpSet";
var _IT = "IdempotencyToken";
var _K = "Key";
var _L = "Listener";
var _LA = "ListenerArn";
var _LCARARi = "ListCrossAccountResourceAccountsResponse";
var _LEE = "LimitExceededException";
var _LEG = "ListEndpointGroups";
var _LEGR = "ListEndpointGroupsRequest";
var _LEGRi = "ListEndpointGroupsResponse";
var _LL = "ListListeners";
var _LLR = "ListListenersRequest";
var _LLRi = "ListListenersResponse";
var _LMT = "LastModifiedTime";
var _LNFE = "ListenerNotFoundException";
var _LP = "ListenerPort";
var _Li = "Listeners";
var _M = "Message";
var _MR = "MaxResults";
var _N = "Name";
var _NT = "NextToken";
var _NZ = "NetworkZone";
var _P = "Principals";
var _PMo = "PortMapping";
var _PO = "PortOverrides";
var _POo = "PortOverride";
var _PR = "PortRanges";
var _PRo = "PortRange";
var _Po = "Port";
var _Pr = "Protocol";
var _Pro = "Protocols";
var _R = "Resources";
var _RA = "ResourceArn";
var _RCRER = "RemoveCustomRoutingEndpointsRequest";
var _ROAAI = "ResourceOwnerAwsAccountIds";
var _RP = "RemovePrincipals";
var _RR = "RemoveResources";
var _Re = "Resource";
var _Reg = "Region";
var _S = "Status";
var _SA = "SocketAddress";
var _T = "Timestamp";
var _TC = "ThresholdCount";
var _TDP = "TrafficDialPercentage";
var _TIPE = "TransactionInProgressException";
var _TK = "TagKeys";
var _TP = "ToPort";
var _Ta = "Tags";
var _Tag = "Tag";
var _UAR = "UpdateAcceleratorRequest";
var _UCAAR = "UpdateCrossAccountAttachmentRequest";
var _UCRAR = "UpdateCustomRoutingAcceleratorRequest";
var _UEG = "UpdateEndpointGroup";
var _UEGR = "UpdateEndpointGroupRequest";
var _UEGRp = "UpdateEndpointGroupResponse";
var _URR = "UntagResourceRequest";
var _V = "Value";
var _W = "Weight";
var _c = "client";
var _e = "error";
var _hE = "httpError";
var _s = "smithy.ts.sdk.synthetic.com.amazonaws.globalaccelerator";
var _se = "server";
var n0 = "com.amazonaws.globalaccelerator";
var _s_registry = new import_chunk_OX3TEXKV.TypeRegistry(_s);
var GlobalAcceleratorServiceException$ = [-3, _s, "GlobalAcceleratorServiceException", 0, [], []];
_s_registry.registerError(GlobalAcceleratorServiceException$, GlobalAcceleratorServiceException);
var n0_registry = new import_chunk_OX3TEXKV.TypeRegistry(n0);
var AcceleratorNotDisabledException$ = [
  -3,
  n0,
  _ANDE,
  { [_e]: _c, [_hE]: 400 },
  [_M],
  [0]
];
n0_registry.registerError(AcceleratorNotDisabledException$, AcceleratorNotDisabledException);
var AcceleratorNotFoundException$ = [
  -3,
  n0,
  _ANFE,
  { [_e]: _c, [_hE]: 404 },
  [_M],
  [0]
];
n0_registry.registerError(AcceleratorNotFoundException$, AcceleratorNotFoundException);
var AccessDeniedException$ = [
  -3,
  n0,
  _ADE,
  { [_e]: _c, [_hE]: 403 },
  [_M],
  [0]
];
n0_registry.registerError(AccessDeniedException$, AccessDeniedException);
var AssociatedEndpointGroupFoundException$ = [
  -3,
  n0,
  _AEGFE,
  { [_e]: _c, [_hE]: 400 },
  [_M],
  [0]
];
n0_registry.registerError(AssociatedEndpointGroupFoundException$, AssociatedEndpointGroupFoundException);
var AssociatedListenerFoundException$ = [
  -3,
  n0,
  _ALFE,
  { [_e]: _c, [_hE]: 400 },
  [_M],
  [0]
];
n0_registry.registerError(AssociatedListenerFoundException$, AssociatedListenerFoundException);
var AttachmentNotFoundException$ = [
  -3,
  n0,
  _ANFEt,
  { [_e]: _c, [_hE]: 404 },
  [_M],
  [0]
];
n0_registry.registerError(AttachmentNotFoundException$, AttachmentNotFoundException);
var ByoipCidrNotFoundException$ = [
  -3,
  n0,
  _BCNFE,
  { [_e]: _c, [_hE]: 404 },
  [_M],
  [0]
];
n0_registry.registerError(ByoipCidrNotFoundException$, ByoipCidrNotFoundException);
var ConflictException$ = [
  -3,
  n0,
  _CE,
  { [_e]: _c, [_hE]: 409 },
  [_M],
  [0]
];
n0_registry.registerError(ConflictException$, ConflictException);
var EndpointAlreadyExistsException$ = [
  -3,
  n0,
  _EAEE,
  { [_e]: _c, [_hE]: 400 },
  [_M],
  [0]
];
n0_registry.registerError(EndpointAlreadyExistsException$, EndpointAlreadyExistsException);
var EndpointGroupAlreadyExistsException$ = [
  -3,
  n0,
  _EGAEE,
  { [_e]: _c, [_hE]: 400 },
  [_M],
  [0]
];
n0_registry.registerError(EndpointGroupAlreadyExistsException$, EndpointGroupAlreadyExistsException);
var EndpointGroupNotFoundException$ = [
  -3,
  n0,
  _EGNFE,
  { [_e]: _c, [_hE]: 404 },
  [_M],
  [0]
];
n0_registry.registerError(EndpointGroupNotFoundException$, EndpointGroupNotFoundException);
var EndpointNotFoundException$ = [
  -3,
  n0,
  _ENFE,
  { [_e]: _c, [_hE]: 404 },
  [_M],
  [0]
];
n0_registry.registerError(EndpointNotFoundException$, EndpointNotFoundException);
var IncorrectCidrStateException$ = [
  -3,
  n0,
  _ICSE,
  { [_e]: _c, [_hE]: 404 },
  [_M],
  [0]
];
n0_registry.registerError(IncorrectCidrStateException$, IncorrectCidrStateException);
var InternalServiceErrorException$ = [
  -3,
  n0,
  _ISEE,
  { [_e]: _se, [_hE]: 500 },
  [_M],
  [0]
];
n0_registry.registerError(InternalServiceErrorException$, InternalServiceErrorException);
var InvalidArgumentException$ = [
  -3,
  n0,
  _IAE,
  { [_e]: _c, [_hE]: 400 },
  [_M],
  [0]
];
n0_registry.registerError(InvalidArgumentException$, InvalidArgumentException);
var InvalidNextTokenException$ = [
  -3,
  n0,
  _INTE,
  { [_e]: _c, [_hE]: 400 },
  [_M],
  [0]
];
n0_registry.registerError(InvalidNextTokenException$, InvalidNextTokenException);
var InvalidPortRangeException$ = [
  -3,
  n0,
  _IPRE,
  { [_e]: _c, [_hE]: 400 },
  [_M],
  [0]
];
n0_registry.registerError(InvalidPortRangeException$, InvalidPortRangeException);
var LimitExceededException$ = [
  -3,
  n0,
  _LEE,
  { [_e]: _c, [_hE]: 403 },
  [_M],
  [0]
];
n0_registry.registerError(LimitExceededException$, LimitExceededException);
var ListenerNotFoundException$ = [
  -3,
  n0,
  _LNFE,
  { [_e]: _c, [_hE]: 404 },
  [_M],
  [0]
];
n0_registry.registerError(ListenerNotFoundException$, ListenerNotFoundException);
var TransactionInProgressException$ = [
  -3,
  n0,
  _TIPE,
  { [_e]: _c, [_hE]: 409 },
  [_M],
  [0]
];
n0_registry.registerError(TransactionInProgressException$, TransactionInProgressException);
var errorTypeRegistries = [
  _s_registry,
  n0_registry
];
var Accelerator$ = [
  3,
  n0,
  _A,
  0,
  [_AA, _N, _IAT, _E, _IS, _DN, _S, _CT, _LMT, _DSDN, _Ev],
  [0, 0, 0, 2, () => IpSets, 0, 0, 4, 4, 0, () => AcceleratorEvents]
];
var AcceleratorEvent$ = [
  3,
  n0,
  _AE,
  0,
  [_M, _T],
  [0, 4]
];
var AllowCustomRoutingTrafficRequest$ = [
  3,
  n0,
  _ACRTR,
  0,
  [_EGA, _EI, _DA, _DP, _AATTE],
  [0, 0, 64 | 0, 64 | 1, 2],
  2
];
var Attachment$ = [
  3,
  n0,
  _At,
  0,
  [_AAt, _N, _P, _R, _LMT, _CT],
  [0, 0, 64 | 0, () => Resources, 4, 4]
];
var CreateAcceleratorRequest$ = [
  3,
  n0,
  _CAR,
  0,
  [_N, _IAT, _IA, _E, _IT, _Ta],
  [0, 0, 64 | 0, 2, [0, 4], () => Tags],
  1
];
var CreateCrossAccountAttachmentRequest$ = [
  3,
  n0,
  _CCAAR,
  0,
  [_N, _P, _R, _IT, _Ta],
  [0, 64 | 0, () => Resources, [0, 4], () => Tags],
  1
];
var CreateCustomRoutingAcceleratorRequest$ = [
  3,
  n0,
  _CCRAR,
  0,
  [_N, _IAT, _IA, _E, _IT, _Ta],
  [0, 0, 64 | 0, 2, [0, 4], () => Tags],
  1
];
var CustomRoutingDestinationConfiguration$ = [
  3,
  n0,
  _CRDC,
  0,
  [_FP, _TP, _Pro],
  [1, 1, 64 | 0],
  3
];
var CustomRoutingDestinationDescription$ = [
  3,
  n0,
  _CRDD,
  0,
  [_FP, _TP, _Pro],
  [1, 1, 64 | 0]
];
var DenyCustomRoutingTrafficRequest$ = [
  3,
  n0,
  _DCRTR,
  0,
  [_EGA, _EI, _DA, _DP, _DATTE],
  [0, 0, 64 | 0, 64 | 1, 2],
  2
];
var DescribeAcceleratorRequest$ = [
  3,
  n0,
  _DARe,
  0,
  [_AA],
  [0],
  1
];
var DescribeAcceleratorResponse$ = [
  3,
  n0,
  _DARes,
  0,
  [_A],
  [() => Accelerator$]
];
var DescribeEndpointGroupRequest$ = [
  3,
  n0,
  _DEGRe,
  0,
  [_EGA],
  [0],
  1
];
var DescribeEndpointGroupResponse$ = [
  3,
  n0,
  _DEGRes,
  0,
  [_EG],
  [() => EndpointGroup$]
];
var EndpointConfiguration$ = [
  3,
  n0,
  _ECn,
  0,
  [_EI, _W, _CIPPE, _AAt],
  [0, 1, 2, 0]
];
var EndpointDescription$ = [
  3,
  n0,
  _EDn,
  0,
  [_EI, _W, _HS, _HR, _CIPPE],
  [0, 1, 0, 0, 2]
];
var EndpointGroup$ = [
  3,
  n0,
  _EG,
  0,
  [_EGA, _EGR, _ED, _TDP, _HCP, _HCPe, _HCPea, _HCIS, _TC, _PO],
  [0, 0, () => EndpointDescriptions, 1, 1, 0, 0, 1, 1, () => PortOverrides]
];
var IpAddressDetail$ = [
  3,
  n0,
  _IAD,
  0,
  [_IAp, _NZ],
  [0, 0]
];
var IpSet$ = [
  3,
  n0,
  _ISp,
  0,
  [_IF, _IA, _IAF, _IADp],
  [0, 64 | 0, 0, () => IpAddressDetails]
];
var ListCrossAccountResourceAccountsResponse$ = [
  3,
  n0,
  _LCARARi,
  0,
  [_ROAAI],
  [64 | 0]
];
var ListEndpointGroupsRequest$ = [
  3,
  n0,
  _LEGR,
  0,
  [_LA, _MR, _NT],
  [0, 1, 0],
  1
];
var ListEndpointGroupsResponse$ = [
  3,
  n0,
  _LEGRi,
  0,
  [_EGn, _NT],
  [() => EndpointGroups, 0]
];
var Listener$ = [
  3,
  n0,
  _L,
  0,
  [_LA, _PR, _Pr, _CA],
  [0, () => PortRanges, 0, 0]
];
var ListListenersRequest$ = [
  3,
  n0,
  _LLR,
  0,
  [_AA, _MR, _NT],
  [0, 1, 0],
  1
];
var ListListenersResponse$ = [
  3,
  n0,
  _LLRi,
  0,
  [_Li, _NT],
  [() => Listeners, 0]
];
var PortMapping$ = [
  3,
  n0,
  _PMo,
  0,
  [_AP, _EGA, _EI, _DSA, _Pro, _DTS],
  [1, 0, 0, () => SocketAddress$, 64 | 0, 0]
];
var PortOverride$ = [
  3,
  n0,
  _POo,
  0,
  [_LP, _EP],
  [1, 1]
];
var PortRange$ = [
  3,
  n0,
  _PRo,
  0,
  [_FP, _TP],
  [1, 1]
];
var RemoveCustomRoutingEndpointsRequest$ = [
  3,
  n0,
  _RCRER,
  0,
  [_EInd, _EGA],
  [64 | 0, 0],
  2
];
var Resource$ = [
  3,
  n0,
  _Re,
  0,
  [_EI, _C, _Reg],
  [0, 0, 0]
];
var SocketAddress$ = [
  3,
  n0,
  _SA,
  0,
  [_IAp, _Po],
  [0, 1]
];
var Tag$ = [
  3,
  n0,
  _Tag,
  0,
  [_K, _V],
  [0, 0],
  2
];
var UntagResourceRequest$ = [
  3,
  n0,
  _URR,
  0,
  [_RA, _TK],
  [0, 64 | 0],
  2
];
var UpdateAcceleratorRequest$ = [
  3,
  n0,
  _UAR,
  0,
  [_AA, _N, _IAT, _IA, _E],
  [0, 0, 0, 64 | 0, 2],
  1
];
var UpdateCrossAccountAttachmentRequest$ = [
  3,
  n0,
  _UCAAR,
  0,
  [_AAt, _N, _APd, _RP, _AR, _RR],
  [0, 0, 64 | 0, 64 | 0, () => Resources, () => Resources],
  1
];
var UpdateCustomRoutingAcceleratorRequest$ = [
  3,
  n0,
  _UCRAR,
  0,
  [_AA, _N, _IAT, _IA, _E],
  [0, 0, 0, 64 | 0, 2],
  1
];
var UpdateEndpointGroupRequest$ = [
  3,
  n0,
  _UEGR,
  0,
  [_EGA, _EC, _TDP, _HCP, _HCPe, _HCPea, _HCIS, _TC, _PO],
  [0, () => EndpointConfigurations, 1, 1, 0, 0, 1, 1, () => PortOverrides],
  1
];
var UpdateEndpointGroupResponse$ = [
  3,
  n0,
  _UEGRp,
  0,
  [_EG],
  [() => EndpointGroup$]
];
var AcceleratorEvents = [
  1,
  n0,
  _AEc,
  0,
  () => AcceleratorEvent$
];
var AwsAccountIds = 64 | 0;
var CustomRoutingProtocols = 64 | 0;
var DestinationAddresses = 64 | 0;
var DestinationPorts = 64 | 1;
var EndpointConfigurations = [
  1,
  n0,
  _EC,
  0,
  () => EndpointConfiguration$
];
var EndpointDescriptions = [
  1,
  n0,
  _ED,
  0,
  () => EndpointDescription$
];
var EndpointGroups = [
  1,
  n0,
  _EGn,
  0,
  () => EndpointGroup$
];
var EndpointIds = 64 | 0;
var IpAddressDetails = [
  1,
  n0,
  _IADp,
  0,
  () => IpAddressDetail$
];
var IpAddresses = 64 | 0;
var IpSets = [
  1,
  n0,
  _IS,
  0,
  () => IpSet$
];
var Listeners = [
  1,
  n0,
  _Li,
  0,
  () => Listener$
];
var PortOverrides = [
  1,
  n0,
  _PO,
  0,
  () => PortOverride$
];
var PortRanges = [
  1,
  n0,
  _PR,
  0,
  () => PortRange$
];
var Principals = 64 | 0;
var Protocols = 64 | 0;
var Resources = [
  1,
  n0,
  _R,
  0,
  () => Resource$
];
var TagKeys = 64 | 0;
var Tags = [
  1,
  n0,
  _Ta,
  0,
  () => Tag$
];
var DescribeAccelerator$ = [
  9,
  n0,
  _DAes,
  0,
  () => DescribeAcceleratorRequest$,
  () => DescribeAcceleratorResponse$
];
var DescribeEndpointGroup$ = [
  9,
  n0,
  _DEGe,
  0,
  () => DescribeEndpointGroupRequest$,
  () => DescribeEndpointGroupResponse$
];
var ListEndpointGroups$ = [
  9,
  n0,
  _LEG,
  0,
  () => ListEndpointGroupsRequest$,
  () => ListEndpointGroupsResponse$
];
var ListListeners$ = [
  9,
  n0,
  _LL,
  0,
  () => ListListenersRequest$,
  () => ListListenersResponse$
];
var UpdateEndpointGroup$ = [
  9,
  n0,
  _UEG,
  0,
  () => UpdateEndpointGroupRequest$,
  () => UpdateEndpointGroupResponse$
];
var getRuntimeConfig = (config) => {
  return {
    apiVersion: "2018-08-08",
    base64Decoder: config?.base64Decoder ?? import_chunk_OX3TEXKV.fromBase64,
    base64Encoder: config?.base64Encoder ?? import_chunk_OX3TEXKV.toBase64,
    disableHostPrefix: config?.disableHostPrefix ?? false,
    endpointProvider: config?.endpointProvider ?? defaultEndpointResolver,
    extensions: config?.extensions ?? [],
    httpAuthSchemeProvider: config?.httpAuthSchemeProvider ?? defaultGlobalAcceleratorHttpAuthSchemeProvider,
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
      defaultNamespace: "com.amazonaws.globalaccelerator",
      errorTypeRegistries,
      version: "2018-08-08",
      serviceTarget: "GlobalAccelerator_V20180706"
    },
    serviceId: config?.serviceId ?? "Global Accelerator",
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
var GlobalAcceleratorClient = class extends import_chunk_O2T2GEJ4.Client {
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
      httpAuthSchemeParametersProvider: defaultGlobalAcceleratorHttpAuthSchemeParametersProvider,
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
var command = (0, import_chunk_O2T2GEJ4.makeBuilder)(commonParams, "GlobalAccelerator_V20180706", "GlobalAcceleratorClient", import_chunk_DGS33MJG.getEndpointPlugin);
var _ep0 = {};
var _mw0 = (Command, cs, config, o) => [];
var DescribeAcceleratorCommand = class extends command(_ep0, _mw0, "DescribeAccelerator", DescribeAccelerator$) {
};
var DescribeEndpointGroupCommand = class extends command(_ep0, _mw0, "DescribeEndpointGroup", DescribeEndpointGroup$) {
};
var ListEndpointGroupsCommand = class extends command(_ep0, _mw0, "ListEndpointGroups", ListEndpointGroups$) {
};
var ListListenersCommand = class extends command(_ep0, _mw0, "ListListeners", ListListeners$) {
};
var UpdateEndpointGroupCommand = class extends command(_ep0, _mw0, "UpdateEndpointGroup", UpdateEndpointGroup$) {
};
var accelerator = (0, import_chunk_GXYDZJUK.defineService)(
  "globalaccelerator",
  (settings) => new GlobalAcceleratorClient(settings),
  {
    describeEndpointGroup: DescribeEndpointGroupCommand,
    listEndpointGroups: ListEndpointGroupsCommand,
    listListeners: ListListenersCommand,
    updateEndpointGroup: UpdateEndpointGroupCommand,
    describeAccelerator: DescribeAcceleratorCommand
  }
);
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  accelerator
});
