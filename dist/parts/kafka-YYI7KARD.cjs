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
  kafka: () => kafka
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
var defaultKafkaHttpAuthSchemeParametersProvider = async (config, context, input) => {
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
      name: "kafka",
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
var defaultKafkaHttpAuthSchemeProvider = (authParameters) => {
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
    defaultSigningName: "kafka"
  });
};
var commonParams = {
  UseFIPS: { type: "builtInParams", name: "useFipsEndpoint" },
  Endpoint: { type: "builtInParams", name: "endpoint" },
  Region: { type: "builtInParams", name: "region" },
  UseDualStack: { type: "builtInParams", name: "useDualstackEndpoint" }
};
var package_default = {
  name: "@aws-sdk/client-kafka",
  version: "3.1169.0",
  description: "AWS SDK for JavaScript Kafka Client for Node.js, Browser and React Native",
  homepage: "https://github.com/aws/aws-sdk-js-v3/tree/main/clients/client-kafka",
  license: "Apache-2.0",
  author: {
    name: "AWS SDK for JavaScript Team",
    url: "https://aws.amazon.com/sdk-for-javascript/"
  },
  repository: {
    type: "git",
    url: "https://github.com/aws/aws-sdk-js-v3.git",
    directory: "clients/client-kafka"
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
var m = "ref";
var a = -1;
var b = true;
var c = "isSet";
var d = "PartitionResult";
var e = "booleanEquals";
var f = "stringEquals";
var g = "getAttr";
var h = { [m]: "Endpoint" };
var i = { "fn": g, "argv": [{ [m]: d }, "name"] };
var j = { [m]: d };
var k = {};
var l = [{ [m]: "Region" }];
var _data = {
  conditions: [
    [c, [h]],
    [c, l],
    ["aws.partition", l, d],
    [e, [{ [m]: "UseFIPS" }, b]],
    [e, [{ [m]: "UseDualStack" }, b]],
    [f, [i, "aws"]],
    [f, [i, "aws-cn"]],
    [f, [i, "aws-eusc"]],
    [f, [i, "aws-us-gov"]],
    [e, [{ fn: g, argv: [j, "supportsDualStack"] }, b]],
    [e, [{ fn: g, argv: [j, "supportsFIPS"] }, b]]
  ],
  results: [
    [a],
    [a, "Invalid Configuration: FIPS and custom endpoint are not supported"],
    [a, "Invalid Configuration: Dualstack and custom endpoint are not supported"],
    [h, k],
    ["https://kafka-api.{Region}.{PartitionResult#dualStackDnsSuffix}", k],
    ["https://kafka-api-fips.{Region}.{PartitionResult#dualStackDnsSuffix}", k],
    ["https://kafka.{Region}.{PartitionResult#dnsSuffix}", k],
    ["https://kafka-fips.{Region}.{PartitionResult#dualStackDnsSuffix}", k],
    [a, "FIPS and DualStack are enabled, but this partition does not support one or both"],
    ["https://kafka-fips.{Region}.{PartitionResult#dnsSuffix}", k],
    [a, "FIPS is enabled but this partition does not support FIPS"],
    ["https://kafka.{Region}.{PartitionResult#dualStackDnsSuffix}", k],
    [a, "DualStack is enabled but this partition does not support DualStack"],
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
  19,
  3,
  1,
  4,
  r + 13,
  2,
  5,
  r + 13,
  3,
  12,
  6,
  4,
  7,
  r + 6,
  5,
  r + 4,
  8,
  6,
  r + 4,
  9,
  7,
  r + 4,
  10,
  8,
  r + 4,
  11,
  9,
  r + 11,
  r + 12,
  4,
  15,
  13,
  8,
  r + 6,
  14,
  10,
  r + 9,
  r + 10,
  5,
  r + 5,
  16,
  8,
  r + 4,
  17,
  9,
  18,
  r + 8,
  10,
  r + 7,
  r + 8,
  3,
  r + 1,
  20,
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
var KafkaServiceException = class _KafkaServiceException extends import_chunk_O2T2GEJ4.ServiceException {
  static shapeId = "smithy.ts.sdk.synthetic.com.amazonaws.kafka#KafkaServiceException";
  constructor(options) {
    super(options);
    Object.setPrototypeOf(this, _KafkaServiceException.prototype);
  }
};
var BadRequestException = class _BadRequestException extends KafkaServiceException {
  static shapeId = "com.amazonaws.kafka#BadRequestException";
  name = "BadRequestException";
  $fault = "client";
  InvalidParameter;
  Message;
  constructor(opts) {
    super({
      name: "BadRequestException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _BadRequestException.prototype);
    this.InvalidParameter = opts.InvalidParameter;
    this.Message = opts.Message;
  }
};
var ForbiddenException = class _ForbiddenException extends KafkaServiceException {
  static shapeId = "com.amazonaws.kafka#ForbiddenException";
  name = "ForbiddenException";
  $fault = "client";
  InvalidParameter;
  Message;
  constructor(opts) {
    super({
      name: "ForbiddenException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _ForbiddenException.prototype);
    this.InvalidParameter = opts.InvalidParameter;
    this.Message = opts.Message;
  }
};
var InternalServerErrorException = class _InternalServerErrorException extends KafkaServiceException {
  static shapeId = "com.amazonaws.kafka#InternalServerErrorException";
  name = "InternalServerErrorException";
  $fault = "server";
  InvalidParameter;
  Message;
  constructor(opts) {
    super({
      name: "InternalServerErrorException",
      $fault: "server",
      ...opts
    });
    Object.setPrototypeOf(this, _InternalServerErrorException.prototype);
    this.InvalidParameter = opts.InvalidParameter;
    this.Message = opts.Message;
  }
};
var NotFoundException = class _NotFoundException extends KafkaServiceException {
  static shapeId = "com.amazonaws.kafka#NotFoundException";
  name = "NotFoundException";
  $fault = "client";
  InvalidParameter;
  Message;
  constructor(opts) {
    super({
      name: "NotFoundException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _NotFoundException.prototype);
    this.InvalidParameter = opts.InvalidParameter;
    this.Message = opts.Message;
  }
};
var ServiceUnavailableException = class _ServiceUnavailableException extends KafkaServiceException {
  static shapeId = "com.amazonaws.kafka#ServiceUnavailableException";
  name = "ServiceUnavailableException";
  $fault = "server";
  InvalidParameter;
  Message;
  constructor(opts) {
    super({
      name: "ServiceUnavailableException",
      $fault: "server",
      ...opts
    });
    Object.setPrototypeOf(this, _ServiceUnavailableException.prototype);
    this.InvalidParameter = opts.InvalidParameter;
    this.Message = opts.Message;
  }
};
var TooManyRequestsException = class _TooManyRequestsException extends KafkaServiceException {
  static shapeId = "com.amazonaws.kafka#TooManyRequestsException";
  name = "TooManyRequestsException";
  $fault = "client";
  InvalidParameter;
  Message;
  constructor(opts) {
    super({
      name: "TooManyRequestsException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _TooManyRequestsException.prototype);
    this.InvalidParameter = opts.InvalidParameter;
    this.Message = opts.Message;
  }
};
var UnauthorizedException = class _UnauthorizedException extends KafkaServiceException {
  static shapeId = "com.amazonaws.kafka#UnauthorizedException";
  name = "UnauthorizedException";
  $fault = "client";
  InvalidParameter;
  Message;
  constructor(opts) {
    super({
      name: "UnauthorizedException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _UnauthorizedException.prototype);
    this.InvalidParameter = opts.InvalidParameter;
    this.Message = opts.Message;
  }
};
var ClusterConnectivityException = class _ClusterConnectivityException extends KafkaServiceException {
  static shapeId = "com.amazonaws.kafka#ClusterConnectivityException";
  name = "ClusterConnectivityException";
  $fault = "client";
  InvalidParameter;
  Message;
  constructor(opts) {
    super({
      name: "ClusterConnectivityException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _ClusterConnectivityException.prototype);
    this.InvalidParameter = opts.InvalidParameter;
    this.Message = opts.Message;
  }
};
var ConflictException = class _ConflictException extends KafkaServiceException {
  static shapeId = "com.amazonaws.kafka#ConflictException";
  name = "ConflictException";
  $fault = "client";
  InvalidParameter;
  Message;
  constructor(opts) {
    super({
      name: "ConflictException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _ConflictException.prototype);
    this.InvalidParameter = opts.InvalidParameter;
    this.Message = opts.Message;
  }
};
var ControllerMovedException = class _ControllerMovedException extends KafkaServiceException {
  static shapeId = "com.amazonaws.kafka#ControllerMovedException";
  name = "ControllerMovedException";
  $fault = "client";
  InvalidParameter;
  Message;
  constructor(opts) {
    super({
      name: "ControllerMovedException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _ControllerMovedException.prototype);
    this.InvalidParameter = opts.InvalidParameter;
    this.Message = opts.Message;
  }
};
var GroupSubscribedToTopicException = class _GroupSubscribedToTopicException extends KafkaServiceException {
  static shapeId = "com.amazonaws.kafka#GroupSubscribedToTopicException";
  name = "GroupSubscribedToTopicException";
  $fault = "client";
  InvalidParameter;
  Message;
  constructor(opts) {
    super({
      name: "GroupSubscribedToTopicException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _GroupSubscribedToTopicException.prototype);
    this.InvalidParameter = opts.InvalidParameter;
    this.Message = opts.Message;
  }
};
var KafkaRequestException = class _KafkaRequestException extends KafkaServiceException {
  static shapeId = "com.amazonaws.kafka#KafkaRequestException";
  name = "KafkaRequestException";
  $fault = "client";
  InvalidParameter;
  Message;
  constructor(opts) {
    super({
      name: "KafkaRequestException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _KafkaRequestException.prototype);
    this.InvalidParameter = opts.InvalidParameter;
    this.Message = opts.Message;
  }
};
var KafkaTimeoutException = class _KafkaTimeoutException extends KafkaServiceException {
  static shapeId = "com.amazonaws.kafka#KafkaTimeoutException";
  name = "KafkaTimeoutException";
  $fault = "client";
  InvalidParameter;
  Message;
  constructor(opts) {
    super({
      name: "KafkaTimeoutException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _KafkaTimeoutException.prototype);
    this.InvalidParameter = opts.InvalidParameter;
    this.Message = opts.Message;
  }
};
var NotControllerException = class _NotControllerException extends KafkaServiceException {
  static shapeId = "com.amazonaws.kafka#NotControllerException";
  name = "NotControllerException";
  $fault = "client";
  InvalidParameter;
  Message;
  constructor(opts) {
    super({
      name: "NotControllerException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _NotControllerException.prototype);
    this.InvalidParameter = opts.InvalidParameter;
    this.Message = opts.Message;
  }
};
var ReassignmentInProgressException = class _ReassignmentInProgressException extends KafkaServiceException {
  static shapeId = "com.amazonaws.kafka#ReassignmentInProgressException";
  name = "ReassignmentInProgressException";
  $fault = "client";
  InvalidParameter;
  Message;
  constructor(opts) {
    super({
      name: "ReassignmentInProgressException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _ReassignmentInProgressException.prototype);
    this.InvalidParameter = opts.InvalidParameter;
    this.Message = opts.Message;
  }
};
var TopicExistsException = class _TopicExistsException extends KafkaServiceException {
  static shapeId = "com.amazonaws.kafka#TopicExistsException";
  name = "TopicExistsException";
  $fault = "client";
  InvalidParameter;
  Message;
  constructor(opts) {
    super({
      name: "TopicExistsException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _TopicExistsException.prototype);
    this.InvalidParameter = opts.InvalidParameter;
    this.Message = opts.Message;
  }
};
var UnknownTopicOrPartitionException = class _UnknownTopicOrPartitionException extends KafkaServiceException {
  static shapeId = "com.amazonaws.kafka#UnknownTopicOrPartitionException";
  name = "UnknownTopicOrPartitionException";
  $fault = "client";
  InvalidParameter;
  Message;
  constructor(opts) {
    super({
      name: "UnknownTopicOrPartitionException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _UnknownTopicOrPartitionException.prototype);
    this.InvalidParameter = opts.InvalidParameter;
    this.Message = opts.Message;
  }
};
var _A = "Authentication";
var _AENII = "AttachedENIId";
var _AKC = "ApacheKafkaCluster";
var _AKCI = "ApacheKafkaClusterId";
var _AL = "AuthorizerLogs";
var _AMC = "AmazonMskCluster";
var _AO = "AppendOnly";
var _AOA = "ActiveOperationArn";
var _ATCT = "AddedToClusterTime";
var _Ar = "Arn";
var _Au = "Audience";
var _B = "Bucket";
var _BA = "BucketArn";
var _BASS = "BatchAssociateScramSecret";
var _BASSR = "BatchAssociateScramSecretRequest";
var _BASSRa = "BatchAssociateScramSecretResponse";
var _BAZD = "BrokerAZDistribution";
var _BBS = "BootstrapBrokerString";
var _BBSI = "BootstrapBrokerStringIpv6";
var _BBSPSI = "BootstrapBrokerStringPublicSaslIam";
var _BBSPSS = "BootstrapBrokerStringPublicSaslScram";
var _BBSPT = "BootstrapBrokerStringPublicTls";
var _BBSSI = "BootstrapBrokerStringSaslIam";
var _BBSSII = "BootstrapBrokerStringSaslIamIpv6";
var _BBSSS = "BootstrapBrokerStringSaslScram";
var _BBSSSI = "BootstrapBrokerStringSaslScramIpv6";
var _BBST = "BootstrapBrokerStringTls";
var _BBSTI = "BootstrapBrokerStringTlsIpv6";
var _BBSVCSI = "BootstrapBrokerStringVpcConnectivitySaslIam";
var _BBSVCSS = "BootstrapBrokerStringVpcConnectivitySaslScram";
var _BBSVCT = "BootstrapBrokerStringVpcConnectivityTls";
var _BCUI = "BrokerCountUpdateInfo";
var _BDSS = "BatchDisassociateScramSecret";
var _BDSSR = "BatchDisassociateScramSecretRequest";
var _BDSSRa = "BatchDisassociateScramSecretResponse";
var _BEBSVI = "BrokerEBSVolumeInfo";
var _BI = "BrokerId";
var _BIr = "BrokerIds";
var _BL = "BrokerLogs";
var _BNGI = "BrokerNodeGroupInfo";
var _BNI = "BrokerNodeInfo";
var _BRE = "BadRequestException";
var _BSI = "BrokerSoftwareInfo";
var _C = "Catalog";
var _CA = "ClusterArn";
var _CAAL = "CertificateAuthorityArnList";
var _CACLFT = "CopyAccessControlListsForTopics";
var _CAS = "CustomerActionStatus";
var _CAa = "CatalogArn";
var _CAh = "ChannelArn";
var _CAl = "ClientAuthentication";
var _CAo = "ConfigurationArn";
var _CB = "ClientBroker";
var _CBI = "CreatedBrokerIds";
var _CBSI = "CurrentBrokerSoftwareInfo";
var _CC = "ClientCredentials";
var _CCA = "ClientCredentialsAssertion";
var _CCE = "ClusterConnectivityException";
var _CCR = "CreateChannelRequest";
var _CCRr = "CreateChannelResponse";
var _CCRre = "CreateClusterRequest";
var _CCRrea = "CreateClusterResponse";
var _CCRreat = "CreateConfigurationRequest";
var _CCRreate = "CreateConfigurationResponse";
var _CCV = "CreateClusterV2";
var _CCVR = "CreateClusterV2Request";
var _CCVRr = "CreateClusterV2Response";
var _CCr = "CreateChannel";
var _CCre = "CreateCluster";
var _CCrea = "CreateConfiguration";
var _CE = "ConflictException";
var _CGOSM = "ConsumerGroupOffsetSyncMode";
var _CGR = "ConsumerGroupReplication";
var _CGRU = "ConsumerGroupReplicationUpdate";
var _CGTE = "ConsumerGroupsToExclude";
var _CGTR = "ConsumerGroupsToReplicate";
var _CI = "ConnectivityInfo";
var _CIL = "ClusterInfoList";
var _CIh = "ChannelInfo";
var _CIl = "ClusterInfo";
var _CIo = "ConfigurationInfo";
var _CKV = "CompatibleKafkaVersion";
var _CKVo = "CompatibleKafkaVersions";
var _CLI = "ChannelLoggingInfo";
var _CME = "ControllerMovedException";
var _CN = "ChannelName";
var _CNF = "ClusterNameFilter";
var _CNI = "ControllerNodeInfo";
var _CNl = "ClusterName";
var _COA = "ClusterOperationArn";
var _COI = "ClusterOperationInfo";
var _COIL = "ClusterOperationInfoList";
var _COS = "ClusterOperationStep";
var _COSI = "ClusterOperationStepInfo";
var _COV = "ClusterOperationV2";
var _COVP = "ClusterOperationV2Provisioned";
var _COVS = "ClusterOperationV2Serverless";
var _COVSl = "ClusterOperationV2Summary";
var _CR = "ConfigurationRevision";
var _CRI = "ClientRequestId";
var _CRR = "CreateReplicatorRequest";
var _CRRr = "CreateReplicatorResponse";
var _CRr = "CreateReplicator";
var _CS = "ClientSubnets";
var _CSI = "ChannelStateInfo";
var _CSl = "ClientSubnet";
var _CT = "CreationTime";
var _CTC = "CopyTopicConfigurations";
var _CTF = "ClusterTypeFilter";
var _CTR = "CreateTopicRequest";
var _CTRr = "CreateTopicResponse";
var _CTl = "ClusterType";
var _CTo = "CompressionType";
var _CTr = "CreateTopic";
var _CV = "CurrentVersion";
var _CVC = "ClientVpcConnection";
var _CVCR = "CreateVpcConnectionRequest";
var _CVCRr = "CreateVpcConnectionResponse";
var _CVCl = "ClientVpcConnections";
var _CVCr = "CreateVpcConnection";
var _CVIA = "ClientVpcIpAddress";
var _CWL = "CloudWatchLogs";
var _Ch = "Channels";
var _Cl = "Cluster";
var _Co = "Code";
var _Con = "Configuration";
var _Conf = "Configs";
var _Confi = "Configurations";
var _D = "Description";
var _DACNCG = "DetectAndCopyNewConsumerGroups";
var _DACNT = "DetectAndCopyNewTopics";
var _DBI = "DeletedBrokerIds";
var _DC = "DeleteChannel";
var _DCO = "DescribeClusterOperation";
var _DCOR = "DescribeClusterOperationRequest";
var _DCORe = "DescribeClusterOperationResponse";
var _DCOV = "DescribeClusterOperationV2";
var _DCOVR = "DescribeClusterOperationV2Request";
var _DCOVRe = "DescribeClusterOperationV2Response";
var _DCP = "DeleteClusterPolicy";
var _DCPR = "DeleteClusterPolicyRequest";
var _DCPRe = "DeleteClusterPolicyResponse";
var _DCR = "DeleteChannelRequest";
var _DCRR = "DescribeConfigurationRevisionRequest";
var _DCRRe = "DescribeConfigurationRevisionResponse";
var _DCRe = "DeleteChannelResponse";
var _DCRel = "DeleteClusterRequest";
var _DCRele = "DeleteClusterResponse";
var _DCRelet = "DeleteConfigurationRequest";
var _DCRelete = "DeleteConfigurationResponse";
var _DCRes = "DescribeChannelRequest";
var _DCResc = "DescribeChannelResponse";
var _DCRescr = "DescribeClusterRequest";
var _DCRescri = "DescribeClusterResponse";
var _DCRescrib = "DescribeConfigurationRequest";
var _DCRescribe = "DescribeConfigurationResponse";
var _DCRescribeo = "DescribeConfigurationRevision";
var _DCV = "DescribeClusterV2";
var _DCVR = "DescribeClusterV2Request";
var _DCVRe = "DescribeClusterV2Response";
var _DCe = "DeleteCluster";
var _DCel = "DeleteConfiguration";
var _DCes = "DescribeChannel";
var _DCesc = "DescribeCluster";
var _DCescr = "DescribeConfiguration";
var _DDN = "DestinationDatabaseName";
var _DFIS = "DataFreshnessInSeconds";
var _DLQS = "DeadLetterQueueS3";
var _DR = "DeleteReplicator";
var _DRR = "DeleteReplicatorRequest";
var _DRRe = "DeleteReplicatorResponse";
var _DRRes = "DescribeReplicatorRequest";
var _DRResc = "DescribeReplicatorResponse";
var _DRe = "DescribeReplicator";
var _DS = "DeliveryStream";
var _DT = "DestinationType";
var _DTL = "DestinationTableList";
var _DTN = "DestinationTableName";
var _DTP = "DescribeTopicPartitions";
var _DTPR = "DescribeTopicPartitionsRequest";
var _DTPRe = "DescribeTopicPartitionsResponse";
var _DTR = "DeleteTopicRequest";
var _DTRe = "DeleteTopicResponse";
var _DTRes = "DescribeTopicRequest";
var _DTResc = "DescribeTopicResponse";
var _DTe = "DestinationTable";
var _DTel = "DeleteTopic";
var _DTes = "DescribeTopic";
var _DVC = "DeleteVpcConnection";
var _DVCR = "DeleteVpcConnectionRequest";
var _DVCRe = "DeleteVpcConnectionResponse";
var _DVCRes = "DescribeVpcConnectionRequest";
var _DVCResc = "DescribeVpcConnectionResponse";
var _DVCe = "DescribeVpcConnection";
var _DVKMSKI = "DataVolumeKMSKeyId";
var _E = "Endpoints";
var _EAR = "EncryptionAtRest";
var _EBO = "ExpectedBucketOwner";
var _EBSSI = "EBSStorageInfo";
var _EC = "EncryptionConfiguration";
var _ECr = "ErrorCode";
var _EI = "EncryptionInfo";
var _EIB = "EnabledInBroker";
var _EIT = "EncryptionInTransit";
var _EIr = "ErrorInfo";
var _EM = "EnhancedMonitoring";
var _EMr = "ErrorMessage";
var _EOP = "ErrorOutputPrefix";
var _ES = "ErrorString";
var _ESE = "EnableSchemaEvolution";
var _ESI = "EbsStorageInfo";
var _ET = "EndTime";
var _ETC = "EnableTableCreation";
var _ETn = "EncryptionType";
var _En = "Enabled";
var _F = "Firehose";
var _FE = "ForbiddenException";
var _GA = "GsrArn";
var _GBB = "GetBootstrapBrokers";
var _GBBR = "GetBootstrapBrokersRequest";
var _GBBRe = "GetBootstrapBrokersResponse";
var _GCKV = "GetCompatibleKafkaVersions";
var _GCKVR = "GetCompatibleKafkaVersionsRequest";
var _GCKVRe = "GetCompatibleKafkaVersionsResponse";
var _GCP = "GetClusterPolicy";
var _GCPR = "GetClusterPolicyRequest";
var _GCPRe = "GetClusterPolicyResponse";
var _GSTTE = "GroupSubscribedToTopicException";
var _I = "Iam";
var _IC = "InCluster";
var _IDC = "IcebergDestinationConfiguration";
var _IDU = "IcebergDestinationUpdate";
var _IJB = "IamJwtBearer";
var _IP = "InvalidParameter";
var _IRR = "IsReplicatorReference";
var _ISEE = "InternalServerErrorException";
var _IT = "InstanceType";
var _Is = "Isr";
var _JE = "JmxExporter";
var _JEI = "JmxExporterInfo";
var _KBNI = "KafkaBrokerNodeId";
var _KC = "KafkaClusters";
var _KCA = "KafkaClusterAlias";
var _KCCA = "KafkaClusterClientAuthentication";
var _KCCVC = "KafkaClusterClientVpcConfig";
var _KCD = "KafkaClusterDescription";
var _KCEIT = "KafkaClusterEncryptionInTransit";
var _KCMTLSA = "KafkaClusterMTLSAuthentication";
var _KCOACC = "KafkaClusterOAuthClientCredentials";
var _KCOACCA = "KafkaClusterOAuthClientCredentialsAssertion";
var _KCOAIJB = "KafkaClusterOAuthIamJwtBearer";
var _KCS = "KafkaClusterSummary";
var _KCSOABA = "KafkaClusterSaslOAuthBearerAuthentication";
var _KCSSA = "KafkaClusterSaslScramAuthentication";
var _KCSa = "KafkaClustersSummary";
var _KCa = "KafkaCluster";
var _KKA = "KmsKeyArn";
var _KRE = "KafkaRequestException";
var _KTE = "KafkaTimeoutException";
var _KV = "KafkaVersion";
var _KVa = "KafkaVersions";
var _L = "Leader";
var _LC = "ListChannels";
var _LCO = "ListClusterOperations";
var _LCOR = "ListClusterOperationsRequest";
var _LCORi = "ListClusterOperationsResponse";
var _LCOV = "ListClusterOperationsV2";
var _LCOVR = "ListClusterOperationsV2Request";
var _LCOVRi = "ListClusterOperationsV2Response";
var _LCR = "ListChannelsRequest";
var _LCRR = "ListConfigurationRevisionsRequest";
var _LCRRi = "ListConfigurationRevisionsResponse";
var _LCRi = "ListChannelsResponse";
var _LCRis = "ListClustersRequest";
var _LCRist = "ListClustersResponse";
var _LCRisto = "ListConfigurationsRequest";
var _LCRiston = "ListConfigurationsResponse";
var _LCRistonf = "ListConfigurationRevisions";
var _LCV = "ListClustersV2";
var _LCVC = "ListClientVpcConnections";
var _LCVCR = "ListClientVpcConnectionsRequest";
var _LCVCRi = "ListClientVpcConnectionsResponse";
var _LCVR = "ListClustersV2Request";
var _LCVRi = "ListClustersV2Response";
var _LCi = "ListClusters";
var _LCis = "ListConfigurations";
var _LD = "LogDelivery";
var _LG = "LogGroup";
var _LI = "LoggingInfo";
var _LKV = "ListKafkaVersions";
var _LKVR = "ListKafkaVersionsRequest";
var _LKVRi = "ListKafkaVersionsResponse";
var _LN = "ListNodes";
var _LNR = "ListNodesRequest";
var _LNRi = "ListNodesResponse";
var _LR = "LatestRevision";
var _LRR = "ListReplicatorsRequest";
var _LRRi = "ListReplicatorsResponse";
var _LRi = "ListReplicators";
var _LSS = "ListScramSecrets";
var _LSSR = "ListScramSecretsRequest";
var _LSSRi = "ListScramSecretsResponse";
var _LT = "ListTopics";
var _LTFR = "ListTagsForResource";
var _LTFRR = "ListTagsForResourceRequest";
var _LTFRRi = "ListTagsForResourceResponse";
var _LTR = "ListTopicsRequest";
var _LTRi = "ListTopicsResponse";
var _LVC = "ListVpcConnections";
var _LVCR = "ListVpcConnectionsRequest";
var _LVCRi = "ListVpcConnectionsResponse";
var _M = "Message";
var _MCA = "MskClusterArn";
var _MCI = "MutableClusterInfo";
var _MR = "MaxResults";
var _MTLS = "MTLS";
var _Me = "Mechanism";
var _N = "Name";
var _NARN = "NodeARN";
var _NCE = "NotControllerException";
var _NE = "NodeExporter";
var _NEI = "NodeExporterInfo";
var _NFE = "NotFoundException";
var _NI = "NodeInfo";
var _NIL = "NodeInfoList";
var _NOBN = "NumberOfBrokerNodes";
var _NT = "NetworkType";
var _NTe = "NextToken";
var _NTo = "NodeType";
var _O = "Owner";
var _OA = "OperationArn";
var _OKT = "OutputKeyTemplate";
var _OM = "OpenMonitoring";
var _OMI = "OpenMonitoringInfo";
var _OOSRC = "OutOfSyncReplicaCount";
var _OP = "OutputPrefix";
var _OS = "OperationState";
var _OSp = "OperationSteps";
var _OT = "OperationType";
var _P = "Provisioned";
var _PA = "PublicAccess";
var _PC = "PartitionCount";
var _PCP = "PutClusterPolicy";
var _PCPR = "PutClusterPolicyRequest";
var _PCPRu = "PutClusterPolicyResponse";
var _PI = "PrometheusInfo";
var _PIr = "PrincipalId";
var _PR = "ProvisionedRequest";
var _PS = "PartitionSpec";
var _PSa = "PartitionSource";
var _PSar = "PartitionStrategy";
var _PT = "ProvisionedThroughput";
var _Pa = "Partitions";
var _Par = "Partition";
var _Po = "Policy";
var _Pr = "Prometheus";
var _Pre = "Prefix";
var _R = "Rebalancing";
var _RA = "ReplicatorArn";
var _RAe = "ResourceArn";
var _RB = "RebootBroker";
var _RBR = "RebootBrokerRequest";
var _RBRe = "RebootBrokerResponse";
var _RC = "RecordConverter";
var _RCC = "RootCaCertificate";
var _RCVC = "RejectClientVpcConnection";
var _RCVCR = "RejectClientVpcConnectionRequest";
var _RCVCRe = "RejectClientVpcConnectionResponse";
var _RCWL = "ReplicatorCloudWatchLogs";
var _RD = "ReplicatorDescription";
var _RF = "ReplicationFactor";
var _RFe = "ReplicatorFirehose";
var _RI = "ReplicationInfo";
var _RID = "ReplicationInfoDescription";
var _RIL = "ReplicationInfoList";
var _RIPE = "ReassignmentInProgressException";
var _RIS = "ReplicationInfoSummary";
var _RISL = "ReplicationInfoSummaryList";
var _RLD = "ReplicatorLogDelivery";
var _RN = "ReplicatorName";
var _RNF = "ReplicatorNameFilter";
var _RRA = "ReplicatorResourceArn";
var _RS = "ReplicatorState";
var _RSI = "ReplicationStateInfo";
var _RSP = "ReplicationStartingPosition";
var _RSe = "RecordSchema";
var _RSep = "ReplicatorS3";
var _RSepl = "ReplicatorSummary";
var _RTNC = "ReplicationTopicNameConfiguration";
var _Re = "Revision";
var _Rep = "Replicators";
var _Repl = "Replicas";
var _Rev = "Revisions";
var _S = "S3";
var _SA = "SecretArn";
var _SAL = "SecretArnList";
var _SAi = "SigningAlgorithm";
var _SC = "StorageClass";
var _SCA = "ServerlessClientAuthentication";
var _SCGO = "SynchroniseConsumerGroupOffsets";
var _SCI = "SourceClusterInfo";
var _SCIe = "ServerlessConnectivityInfo";
var _SDC = "S3DestinationConfiguration";
var _SDU = "S3DestinationUpdate";
var _SE = "SchemaEvolution";
var _SERA = "ServiceExecutionRoleArn";
var _SG = "SecurityGroups";
var _SGI = "SecurityGroupIds";
var _SI = "StorageInfo";
var _SIt = "StateInfo";
var _SIte = "StepInfo";
var _SIu = "SubnetIds";
var _SKCA = "SourceKafkaClusterArn";
var _SKCAo = "SourceKafkaClusterAlias";
var _SKCI = "SourceKafkaClusterId";
var _SL = "SourceList";
var _SM = "StorageMode";
var _SN = "StepName";
var _SNo = "SourceName";
var _SOAB = "SaslOAuthBearer";
var _SP = "ServerProperties";
var _SPt = "StartingPosition";
var _SR = "ServerlessRequest";
var _SS = "StepStatus";
var _SSa = "SaslScram";
var _SSe = "ServerlessSasl";
var _SSt = "S3Storage";
var _ST = "StartTime";
var _SUE = "ServiceUnavailableException";
var _SV = "SourceVersion";
var _Sa = "Sasl";
var _Sc = "Scope";
var _Scr = "Scram";
var _Se = "Serverless";
var _St = "Status";
var _Sta = "State";
var _Sto = "Storage";
var _Su = "Subnets";
var _T = "Tls";
var _TA = "TopicArn";
var _TBEBSVI = "TargetBrokerEBSVolumeInfo";
var _TC = "TableCreation";
var _TCA = "TargetClusterArn";
var _TCI = "TargetClusterInfo";
var _TCL = "TopicConfigurationList";
var _TCT = "TargetCompressionType";
var _TCo = "TopicConfiguration";
var _TEAM = "TokenEndpointAuthenticationMethod";
var _TEE = "TopicExistsException";
var _TETCA = "TokenEndpointTlsCertificateArn";
var _TEU = "TokenEndpointUrl";
var _TI = "TopicInfo";
var _TIT = "TargetInstanceType";
var _TK = "TagKeys";
var _TKCA = "TargetKafkaClusterArn";
var _TKCAa = "TargetKafkaClusterAlias";
var _TKCI = "TargetKafkaClusterId";
var _TKV = "TargetKafkaVersion";
var _TMRE = "TooManyRequestsException";
var _TN = "TopicName";
var _TNC = "TopicNameConfiguration";
var _TNF = "TopicNameFilter";
var _TNOBN = "TargetNumberOfBrokerNodes";
var _TPI = "TopicPartitionInfo";
var _TR = "TopicReplication";
var _TRR = "TagResourceRequest";
var _TRSA = "TokenRequestSecretArn";
var _TRU = "TopicReplicationUpdate";
var _TRa = "TagResource";
var _TTE = "TopicsToExclude";
var _TTR = "TopicsToReplicate";
var _TV = "TargetVersions";
var _Ta = "Tags";
var _To = "Topics";
var _Ty = "Type";
var _U = "Unauthenticated";
var _UBC = "UpdateBrokerCount";
var _UBCR = "UpdateBrokerCountRequest";
var _UBCRp = "UpdateBrokerCountResponse";
var _UBS = "UpdateBrokerStorage";
var _UBSR = "UpdateBrokerStorageRequest";
var _UBSRp = "UpdateBrokerStorageResponse";
var _UBT = "UpdateBrokerType";
var _UBTR = "UpdateBrokerTypeRequest";
var _UBTRp = "UpdateBrokerTypeResponse";
var _UC = "UpdateChannel";
var _UCC = "UpdateClusterConfiguration";
var _UCCR = "UpdateClusterConfigurationRequest";
var _UCCRp = "UpdateClusterConfigurationResponse";
var _UCKV = "UpdateClusterKafkaVersion";
var _UCKVR = "UpdateClusterKafkaVersionRequest";
var _UCKVRp = "UpdateClusterKafkaVersionResponse";
var _UCR = "UpdateChannelRequest";
var _UCRp = "UpdateChannelResponse";
var _UCRpd = "UpdateConfigurationRequest";
var _UCRpda = "UpdateConfigurationResponse";
var _UCRpdat = "UpdateConnectivityRequest";
var _UCRpdate = "UpdateConnectivityResponse";
var _UCp = "UpdateConfiguration";
var _UCpd = "UpdateConnectivity";
var _UE = "UnauthorizedException";
var _UI = "UserIdentity";
var _UM = "UpdateMonitoring";
var _UMR = "UpdateMonitoringRequest";
var _UMRp = "UpdateMonitoringResponse";
var _UR = "UntagResource";
var _URI = "UpdateReplicationInfo";
var _URIR = "UpdateReplicationInfoRequest";
var _URIRp = "UpdateReplicationInfoResponse";
var _URR = "UntagResourceRequest";
var _URRp = "UpdateRebalancingRequest";
var _URRpd = "UpdateRebalancingResponse";
var _URp = "UpdateRebalancing";
var _US = "UpdateSecurity";
var _USR = "UpdateSecurityRequest";
var _USRp = "UpdateSecurityResponse";
var _USRpd = "UpdateStorageRequest";
var _USRpda = "UpdateStorageResponse";
var _USS = "UnprocessedScramSecrets";
var _USSn = "UnprocessedScramSecret";
var _USp = "UpdateStorage";
var _UT = "UpdateTopic";
var _UTOPE = "UnknownTopicOrPartitionException";
var _UTR = "UpdateTopicRequest";
var _UTRp = "UpdateTopicResponse";
var _V = "Version";
var _VC = "VpcConnectivity";
var _VCA = "VpcConnectionArn";
var _VCCA = "VpcConnectivityClientAuthentication";
var _VCI = "VpcConnectionInfo";
var _VCIS = "VpcConnectionInfoServerless";
var _VCIp = "VpcConnectivityIam";
var _VCS = "VpcConnectivitySasl";
var _VCSp = "VpcConnectivityScram";
var _VCT = "VpcConnectivityTls";
var _VCa = "ValueConverter";
var _VCp = "VpcConfig";
var _VCpc = "VpcConnections";
var _VCpco = "VpcConfigs";
var _VCpcon = "VpcConnection";
var _VI = "VpcId";
var _VS = "VolumeSize";
var _VSGB = "VolumeSizeGB";
var _VT = "VolumeThroughput";
var _WL = "WarehouseLocation";
var _ZA = "ZookeeperAccess";
var _ZCS = "ZookeeperConnectString";
var _ZCST = "ZookeeperConnectStringTls";
var _ZI = "ZoneIds";
var _ZIo = "ZookeeperId";
var _ZNI = "ZookeeperNodeInfo";
var _ZV = "ZookeeperVersion";
var _a = "authentication";
var _aENII = "attachedENIId";
var _aKC = "apacheKafkaCluster";
var _aKCI = "apacheKafkaClusterId";
var _aL = "authorizerLogs";
var _aMC = "amazonMskCluster";
var _aO = "appendOnly";
var _aOA = "activeOperationArn";
var _aTCT = "addedToClusterTime";
var _ar = "arn";
var _au = "audience";
var _b = "bucket";
var _bA = "bucketArn";
var _bAZD = "brokerAZDistribution";
var _bBS = "bootstrapBrokerString";
var _bBSI = "bootstrapBrokerStringIpv6";
var _bBSPSI = "bootstrapBrokerStringPublicSaslIam";
var _bBSPSS = "bootstrapBrokerStringPublicSaslScram";
var _bBSPT = "bootstrapBrokerStringPublicTls";
var _bBSSI = "bootstrapBrokerStringSaslIam";
var _bBSSII = "bootstrapBrokerStringSaslIamIpv6";
var _bBSSS = "bootstrapBrokerStringSaslScram";
var _bBSSSI = "bootstrapBrokerStringSaslScramIpv6";
var _bBST = "bootstrapBrokerStringTls";
var _bBSTI = "bootstrapBrokerStringTlsIpv6";
var _bBSVCSI = "bootstrapBrokerStringVpcConnectivitySaslIam";
var _bBSVCSS = "bootstrapBrokerStringVpcConnectivitySaslScram";
var _bBSVCT = "bootstrapBrokerStringVpcConnectivityTls";
var _bCUI = "brokerCountUpdateInfo";
var _bEBSVI = "brokerEBSVolumeInfo";
var _bI = "brokerId";
var _bIr = "brokerIds";
var _bL = "brokerLogs";
var _bNGI = "brokerNodeGroupInfo";
var _bNI = "brokerNodeInfo";
var _c = "client";
var _cA = "clusterArn";
var _cAAL = "certificateAuthorityArnList";
var _cACLFT = "copyAccessControlListsForTopics";
var _cAS = "customerActionStatus";
var _cAa = "catalogArn";
var _cAh = "channelArn";
var _cAl = "clientAuthentication";
var _cAo = "configurationArn";
var _cB = "clientBroker";
var _cBI = "createdBrokerIds";
var _cBSI = "currentBrokerSoftwareInfo";
var _cC = "clientCredentials";
var _cCA = "clientCredentialsAssertion";
var _cGOSM = "consumerGroupOffsetSyncMode";
var _cGR = "consumerGroupReplication";
var _cGTE = "consumerGroupsToExclude";
var _cGTR = "consumerGroupsToReplicate";
var _cI = "connectivityInfo";
var _cIL = "clusterInfoList";
var _cIl = "clusterInfo";
var _cIo = "configurationInfo";
var _cKV = "compatibleKafkaVersions";
var _cN = "channelName";
var _cNF = "clusterNameFilter";
var _cNI = "controllerNodeInfo";
var _cNl = "clusterName";
var _cOA = "clusterOperationArn";
var _cOI = "clusterOperationInfo";
var _cOIL = "clusterOperationInfoList";
var _cR = "configurationRevision";
var _cRI = "clientRequestId";
var _cS = "clientSubnets";
var _cSl = "clientSubnet";
var _cT = "creationTime";
var _cTC = "copyTopicConfigurations";
var _cTF = "clusterTypeFilter";
var _cTl = "clusterType";
var _cTo = "compressionType";
var _cV = "currentVersion";
var _cVC = "clientVpcConnections";
var _cVIA = "clientVpcIpAddress";
var _cWL = "cloudWatchLogs";
var _ca = "catalog";
var _ch = "channels";
var _co = "code";
var _con = "configs";
var _conf = "configurations";
var _d = "description";
var _dACNCG = "detectAndCopyNewConsumerGroups";
var _dACNT = "detectAndCopyNewTopics";
var _dBI = "deletedBrokerIds";
var _dDN = "destinationDatabaseName";
var _dFIS = "dataFreshnessInSeconds";
var _dLQS = "deadLetterQueueS3";
var _dS = "deliveryStream";
var _dT = "destinationType";
var _dTL = "destinationTableList";
var _dTN = "destinationTableName";
var _dVKMSKI = "dataVolumeKMSKeyId";
var _e = "error";
var _eAR = "encryptionAtRest";
var _eBO = "expectedBucketOwner";
var _eC = "encryptionConfiguration";
var _eCr = "errorCode";
var _eI = "encryptionInfo";
var _eIB = "enabledInBroker";
var _eIT = "encryptionInTransit";
var _eIr = "errorInfo";
var _eM = "enhancedMonitoring";
var _eMr = "errorMessage";
var _eOP = "errorOutputPrefix";
var _eS = "errorString";
var _eSE = "enableSchemaEvolution";
var _eSI = "ebsStorageInfo";
var _eT = "endTime";
var _eTC = "enableTableCreation";
var _eTn = "encryptionType";
var _en = "endpoints";
var _ena = "enabled";
var _f = "firehose";
var _gA = "gsrArn";
var _h = "http";
var _hE = "httpError";
var _hQ = "httpQuery";
var _i = "iam";
var _iC = "inCluster";
var _iDC = "icebergDestinationConfiguration";
var _iDU = "icebergDestinationUpdate";
var _iJB = "iamJwtBearer";
var _iP = "invalidParameter";
var _iRR = "isReplicatorReference";
var _iT = "instanceType";
var _is = "isr";
var _jE = "jmxExporter";
var _jN = "jsonName";
var _kBNI = "kafkaBrokerNodeId";
var _kC = "kafkaClusters";
var _kCA = "kafkaClusterAlias";
var _kCS = "kafkaClustersSummary";
var _kKA = "kmsKeyArn";
var _kV = "kafkaVersion";
var _kVa = "kafkaVersions";
var _l = "leader";
var _lD = "logDelivery";
var _lG = "logGroup";
var _lI = "loggingInfo";
var _lOBEBSVI = "__listOfBrokerEBSVolumeInfo";
var _lOC = "__listOfCluster";
var _lOCI = "__listOfChannelInfo";
var _lOCIi = "__listOfClusterInfo";
var _lOCKV = "__listOfCompatibleKafkaVersion";
var _lOCOI = "__listOfClusterOperationInfo";
var _lOCOS = "__listOfClusterOperationStep";
var _lOCOVS = "__listOfClusterOperationV2Summary";
var _lOCR = "__listOfConfigurationRevision";
var _lOCVC = "__listOfClientVpcConnection";
var _lOCi = "__listOfConfiguration";
var _lODT = "__listOfDestinationTable";
var _lOKC = "__listOfKafkaCluster";
var _lOKCD = "__listOfKafkaClusterDescription";
var _lOKCS = "__listOfKafkaClusterSummary";
var _lOKV = "__listOfKafkaVersion";
var _lONI = "__listOfNodeInfo";
var _lOPS = "__listOfPartitionSource";
var _lORI = "__listOfReplicationInfo";
var _lORID = "__listOfReplicationInfoDescription";
var _lORIS = "__listOfReplicationInfoSummary";
var _lORS = "__listOfReplicatorSummary";
var _lOTC = "__listOfTopicConfiguration";
var _lOTI = "__listOfTopicInfo";
var _lOTPI = "__listOfTopicPartitionInfo";
var _lOUSS = "__listOfUnprocessedScramSecret";
var _lOVC = "__listOfVpcConfig";
var _lOVCi = "__listOfVpcConnection";
var _lR = "latestRevision";
var _m = "message";
var _mCA = "mskClusterArn";
var _mR = "maxResults";
var _mTLS = "mTLS";
var _me = "mechanism";
var _n = "name";
var _nARN = "nodeARN";
var _nE = "nodeExporter";
var _nIL = "nodeInfoList";
var _nOBN = "numberOfBrokerNodes";
var _nT = "networkType";
var _nTe = "nextToken";
var _nTo = "nodeType";
var _o = "owner";
var _oA = "operationArn";
var _oKT = "outputKeyTemplate";
var _oM = "openMonitoring";
var _oOSRC = "outOfSyncReplicaCount";
var _oP = "outputPrefix";
var _oS = "operationState";
var _oSp = "operationSteps";
var _oT = "operationType";
var _p = "provisioned";
var _pA = "publicAccess";
var _pC = "partitionCount";
var _pI = "principalId";
var _pS = "partitionSpec";
var _pSa = "partitionStrategy";
var _pT = "provisionedThroughput";
var _pa = "partitions";
var _par = "partition";
var _po = "policy";
var _pr = "prometheus";
var _pre = "prefix";
var _r = "rebalancing";
var _rA = "replicatorArn";
var _rC = "recordConverter";
var _rCC = "rootCaCertificate";
var _rD = "replicatorDescription";
var _rF = "replicationFactor";
var _rIL = "replicationInfoList";
var _rISL = "replicationInfoSummaryList";
var _rLD = "replicatorLogDelivery";
var _rN = "replicatorName";
var _rNF = "replicatorNameFilter";
var _rRA = "replicatorResourceArn";
var _rS = "replicatorState";
var _rSe = "recordSchema";
var _re = "revision";
var _rep = "replicators";
var _repl = "replicas";
var _rev = "revisions";
var _s = "smithy.ts.sdk.synthetic.com.amazonaws.kafka";
var _sA = "secretArn";
var _sAL = "secretArnList";
var _sAi = "signingAlgorithm";
var _sC = "storageClass";
var _sCGO = "synchroniseConsumerGroupOffsets";
var _sCI = "sourceClusterInfo";
var _sDC = "s3DestinationConfiguration";
var _sDU = "s3DestinationUpdate";
var _sE = "schemaEvolution";
var _sERA = "serviceExecutionRoleArn";
var _sG = "securityGroups";
var _sGI = "securityGroupIds";
var _sI = "storageInfo";
var _sIt = "stateInfo";
var _sIte = "stepInfo";
var _sIu = "subnetIds";
var _sKCA = "sourceKafkaClusterArn";
var _sKCAo = "sourceKafkaClusterAlias";
var _sKCI = "sourceKafkaClusterId";
var _sL = "sourceList";
var _sM = "storageMode";
var _sN = "stepName";
var _sNo = "sourceName";
var _sOAB = "saslOAuthBearer";
var _sP = "serverProperties";
var _sPt = "startingPosition";
var _sS = "stepStatus";
var _sSa = "saslScram";
var _sT = "startTime";
var _sV = "sourceVersion";
var _s_ = "s3";
var _sa = "sasl";
var _sc = "scope";
var _scr = "scram";
var _se = "server";
var _ser = "serverless";
var _st = "status";
var _sta = "state";
var _sto = "storage";
var _su = "subnets";
var _t = "tls";
var _tA = "topicArn";
var _tBEBSVI = "targetBrokerEBSVolumeInfo";
var _tC = "tableCreation";
var _tCA = "targetClusterArn";
var _tCI = "targetClusterInfo";
var _tCL = "topicConfigurationList";
var _tCT = "targetCompressionType";
var _tEAM = "tokenEndpointAuthenticationMethod";
var _tETCA = "tokenEndpointTlsCertificateArn";
var _tEU = "tokenEndpointUrl";
var _tIT = "targetInstanceType";
var _tK = "tagKeys";
var _tKCA = "targetKafkaClusterArn";
var _tKCAa = "targetKafkaClusterAlias";
var _tKCI = "targetKafkaClusterId";
var _tKV = "targetKafkaVersion";
var _tN = "topicName";
var _tNC = "topicNameConfiguration";
var _tNF = "topicNameFilter";
var _tNOBN = "targetNumberOfBrokerNodes";
var _tR = "topicReplication";
var _tRSA = "tokenRequestSecretArn";
var _tTE = "topicsToExclude";
var _tTR = "topicsToReplicate";
var _tV = "targetVersions";
var _ta = "tags";
var _to = "topics";
var _ty = "type";
var _u = "unauthenticated";
var _uI = "userIdentity";
var _uSS = "unprocessedScramSecrets";
var _v = "version";
var _vC = "vpcConnectivity";
var _vCA = "vpcConnectionArn";
var _vCI = "vpcConnectionInfo";
var _vCa = "valueConverter";
var _vCp = "vpcConfig";
var _vCpc = "vpcConnections";
var _vCpco = "vpcConfigs";
var _vI = "vpcId";
var _vS = "volumeSize";
var _vSGB = "volumeSizeGB";
var _vT = "volumeThroughput";
var _wL = "warehouseLocation";
var _zA = "zookeeperAccess";
var _zCS = "zookeeperConnectString";
var _zCST = "zookeeperConnectStringTls";
var _zI = "zoneIds";
var _zIo = "zookeeperId";
var _zNI = "zookeeperNodeInfo";
var _zV = "zookeeperVersion";
var n0 = "com.amazonaws.kafka";
var _s_registry = new import_chunk_OX3TEXKV.TypeRegistry(_s);
var KafkaServiceException$ = [-3, _s, "KafkaServiceException", 0, [], []];
_s_registry.registerError(KafkaServiceException$, KafkaServiceException);
var n0_registry = new import_chunk_OX3TEXKV.TypeRegistry(n0);
var BadRequestException$ = [
  -3,
  n0,
  _BRE,
  { [_e]: _c, [_hE]: 400 },
  [_IP, _M],
  [[0, { [_jN]: _iP }], [0, { [_jN]: _m }]]
];
n0_registry.registerError(BadRequestException$, BadRequestException);
var ClusterConnectivityException$ = [
  -3,
  n0,
  _CCE,
  { [_e]: _c, [_hE]: 409 },
  [_IP, _M],
  [[0, { [_jN]: _iP }], [0, { [_jN]: _m }]]
];
n0_registry.registerError(ClusterConnectivityException$, ClusterConnectivityException);
var ConflictException$ = [
  -3,
  n0,
  _CE,
  { [_e]: _c, [_hE]: 409 },
  [_IP, _M],
  [[0, { [_jN]: _iP }], [0, { [_jN]: _m }]]
];
n0_registry.registerError(ConflictException$, ConflictException);
var ControllerMovedException$ = [
  -3,
  n0,
  _CME,
  { [_e]: _c, [_hE]: 409 },
  [_IP, _M],
  [[0, { [_jN]: _iP }], [0, { [_jN]: _m }]]
];
n0_registry.registerError(ControllerMovedException$, ControllerMovedException);
var ForbiddenException$ = [
  -3,
  n0,
  _FE,
  { [_e]: _c, [_hE]: 403 },
  [_IP, _M],
  [[0, { [_jN]: _iP }], [0, { [_jN]: _m }]]
];
n0_registry.registerError(ForbiddenException$, ForbiddenException);
var GroupSubscribedToTopicException$ = [
  -3,
  n0,
  _GSTTE,
  { [_e]: _c, [_hE]: 409 },
  [_IP, _M],
  [[0, { [_jN]: _iP }], [0, { [_jN]: _m }]]
];
n0_registry.registerError(GroupSubscribedToTopicException$, GroupSubscribedToTopicException);
var InternalServerErrorException$ = [
  -3,
  n0,
  _ISEE,
  { [_e]: _se, [_hE]: 500 },
  [_IP, _M],
  [[0, { [_jN]: _iP }], [0, { [_jN]: _m }]]
];
n0_registry.registerError(InternalServerErrorException$, InternalServerErrorException);
var KafkaRequestException$ = [
  -3,
  n0,
  _KRE,
  { [_e]: _c, [_hE]: 400 },
  [_IP, _M],
  [[0, { [_jN]: _iP }], [0, { [_jN]: _m }]]
];
n0_registry.registerError(KafkaRequestException$, KafkaRequestException);
var KafkaTimeoutException$ = [
  -3,
  n0,
  _KTE,
  { [_e]: _c, [_hE]: 409 },
  [_IP, _M],
  [[0, { [_jN]: _iP }], [0, { [_jN]: _m }]]
];
n0_registry.registerError(KafkaTimeoutException$, KafkaTimeoutException);
var NotControllerException$ = [
  -3,
  n0,
  _NCE,
  { [_e]: _c, [_hE]: 409 },
  [_IP, _M],
  [[0, { [_jN]: _iP }], [0, { [_jN]: _m }]]
];
n0_registry.registerError(NotControllerException$, NotControllerException);
var NotFoundException$ = [
  -3,
  n0,
  _NFE,
  { [_e]: _c, [_hE]: 404 },
  [_IP, _M],
  [[0, { [_jN]: _iP }], [0, { [_jN]: _m }]]
];
n0_registry.registerError(NotFoundException$, NotFoundException);
var ReassignmentInProgressException$ = [
  -3,
  n0,
  _RIPE,
  { [_e]: _c, [_hE]: 409 },
  [_IP, _M],
  [[0, { [_jN]: _iP }], [0, { [_jN]: _m }]]
];
n0_registry.registerError(ReassignmentInProgressException$, ReassignmentInProgressException);
var ServiceUnavailableException$ = [
  -3,
  n0,
  _SUE,
  { [_e]: _se, [_hE]: 503 },
  [_IP, _M],
  [[0, { [_jN]: _iP }], [0, { [_jN]: _m }]]
];
n0_registry.registerError(ServiceUnavailableException$, ServiceUnavailableException);
var TooManyRequestsException$ = [
  -3,
  n0,
  _TMRE,
  { [_e]: _c, [_hE]: 429 },
  [_IP, _M],
  [[0, { [_jN]: _iP }], [0, { [_jN]: _m }]]
];
n0_registry.registerError(TooManyRequestsException$, TooManyRequestsException);
var TopicExistsException$ = [
  -3,
  n0,
  _TEE,
  { [_e]: _c, [_hE]: 409 },
  [_IP, _M],
  [[0, { [_jN]: _iP }], [0, { [_jN]: _m }]]
];
n0_registry.registerError(TopicExistsException$, TopicExistsException);
var UnauthorizedException$ = [
  -3,
  n0,
  _UE,
  { [_e]: _c, [_hE]: 401 },
  [_IP, _M],
  [[0, { [_jN]: _iP }], [0, { [_jN]: _m }]]
];
n0_registry.registerError(UnauthorizedException$, UnauthorizedException);
var UnknownTopicOrPartitionException$ = [
  -3,
  n0,
  _UTOPE,
  { [_e]: _c, [_hE]: 404 },
  [_IP, _M],
  [[0, { [_jN]: _iP }], [0, { [_jN]: _m }]]
];
n0_registry.registerError(UnknownTopicOrPartitionException$, UnknownTopicOrPartitionException);
var errorTypeRegistries = [
  _s_registry,
  n0_registry
];
var AmazonMskCluster$ = [
  3,
  n0,
  _AMC,
  0,
  [_MCA],
  [[0, { [_jN]: _mCA }]],
  1
];
var ApacheKafkaCluster$ = [
  3,
  n0,
  _AKC,
  0,
  [_AKCI, _BBS],
  [[0, { [_jN]: _aKCI }], [0, { [_jN]: _bBS }]],
  2
];
var AuthorizerLogs$ = [
  3,
  n0,
  _AL,
  0,
  [_CWL, _F, _S],
  [[() => CloudWatchLogs$, { [_jN]: _cWL }], [() => Firehose$, { [_jN]: _f }], [() => S3$, { [_jN]: _s_ }]]
];
var BatchAssociateScramSecretRequest$ = [
  3,
  n0,
  _BASSR,
  0,
  [_CA, _SAL],
  [[0, 1], [64 | 0, { [_jN]: _sAL }]],
  2
];
var BatchAssociateScramSecretResponse$ = [
  3,
  n0,
  _BASSRa,
  0,
  [_CA, _USS],
  [[0, { [_jN]: _cA }], [() => __listOfUnprocessedScramSecret, { [_jN]: _uSS }]]
];
var BatchDisassociateScramSecretRequest$ = [
  3,
  n0,
  _BDSSR,
  0,
  [_CA, _SAL],
  [[0, 1], [64 | 0, { [_jN]: _sAL }]],
  2
];
var BatchDisassociateScramSecretResponse$ = [
  3,
  n0,
  _BDSSRa,
  0,
  [_CA, _USS],
  [[0, { [_jN]: _cA }], [() => __listOfUnprocessedScramSecret, { [_jN]: _uSS }]]
];
var BrokerCountUpdateInfo$ = [
  3,
  n0,
  _BCUI,
  0,
  [_CBI, _DBI],
  [[64 | 1, { [_jN]: _cBI }], [64 | 1, { [_jN]: _dBI }]]
];
var BrokerEBSVolumeInfo$ = [
  3,
  n0,
  _BEBSVI,
  0,
  [_KBNI, _PT, _VSGB],
  [[0, { [_jN]: _kBNI }], [() => ProvisionedThroughput$, { [_jN]: _pT }], [1, { [_jN]: _vSGB }]],
  1
];
var BrokerLogs$ = [
  3,
  n0,
  _BL,
  0,
  [_CWL, _F, _S],
  [[() => CloudWatchLogs$, { [_jN]: _cWL }], [() => Firehose$, { [_jN]: _f }], [() => S3$, { [_jN]: _s_ }]]
];
var BrokerNodeGroupInfo$ = [
  3,
  n0,
  _BNGI,
  0,
  [_CS, _IT, _BAZD, _SG, _SI, _CI, _ZI],
  [[64 | 0, { [_jN]: _cS }], [0, { [_jN]: _iT }], [0, { [_jN]: _bAZD }], [64 | 0, { [_jN]: _sG }], [() => StorageInfo$, { [_jN]: _sI }], [() => ConnectivityInfo$, { [_jN]: _cI }], [64 | 0, { [_jN]: _zI }]],
  2
];
var BrokerNodeInfo$ = [
  3,
  n0,
  _BNI,
  0,
  [_AENII, _BI, _CSl, _CVIA, _CBSI, _E],
  [[0, { [_jN]: _aENII }], [1, { [_jN]: _bI }], [0, { [_jN]: _cSl }], [0, { [_jN]: _cVIA }], [() => BrokerSoftwareInfo$, { [_jN]: _cBSI }], [64 | 0, { [_jN]: _en }]]
];
var BrokerSoftwareInfo$ = [
  3,
  n0,
  _BSI,
  0,
  [_CAo, _CR, _KV],
  [[0, { [_jN]: _cAo }], [1, { [_jN]: _cR }], [0, { [_jN]: _kV }]]
];
var Catalog$ = [
  3,
  n0,
  _C,
  0,
  [_CAa, _WL],
  [[0, { [_jN]: _cAa }], [0, { [_jN]: _wL }]]
];
var ChannelInfo$ = [
  3,
  n0,
  _CIh,
  0,
  [_CAh, _CN, _St, _CT, _DT, _COA],
  [[0, { [_jN]: _cAh }], [0, { [_jN]: _cN }], [0, { [_jN]: _st }], [5, { [_jN]: _cT }], [0, { [_jN]: _dT }], [0, { [_jN]: _cOA }]],
  5
];
var ChannelLoggingInfo$ = [
  3,
  n0,
  _CLI,
  0,
  [_CWL, _F, _S],
  [[() => CloudWatchLogs$, { [_jN]: _cWL }], [() => Firehose$, { [_jN]: _f }], [() => S3$, { [_jN]: _s_ }]]
];
var ChannelStateInfo$ = [
  3,
  n0,
  _CSI,
  0,
  [_Co, _M],
  [[0, { [_jN]: _co }], [0, { [_jN]: _m }]]
];
var ClientAuthentication$ = [
  3,
  n0,
  _CAl,
  0,
  [_Sa, _T, _U],
  [[() => Sasl$, { [_jN]: _sa }], [() => Tls$, { [_jN]: _t }], [() => Unauthenticated$, { [_jN]: _u }]]
];
var ClientVpcConnection$ = [
  3,
  n0,
  _CVC,
  0,
  [_VCA, _A, _CT, _Sta, _O],
  [[0, { [_jN]: _vCA }], [0, { [_jN]: _a }], [5, { [_jN]: _cT }], [0, { [_jN]: _sta }], [0, { [_jN]: _o }]],
  1
];
var CloudWatchLogs$ = [
  3,
  n0,
  _CWL,
  0,
  [_En, _LG],
  [[2, { [_jN]: _ena }], [0, { [_jN]: _lG }]],
  1
];
var Cluster$ = [
  3,
  n0,
  _Cl,
  0,
  [_AOA, _CTl, _CA, _CNl, _CT, _CV, _Sta, _SIt, _Ta, _P, _Se],
  [[0, { [_jN]: _aOA }], [0, { [_jN]: _cTl }], [0, { [_jN]: _cA }], [0, { [_jN]: _cNl }], [5, { [_jN]: _cT }], [0, { [_jN]: _cV }], [0, { [_jN]: _sta }], [() => StateInfo$, { [_jN]: _sIt }], [128 | 0, { [_jN]: _ta }], [() => Provisioned$, { [_jN]: _p }], [() => Serverless$, { [_jN]: _ser }]]
];
var ClusterInfo$ = [
  3,
  n0,
  _CIl,
  0,
  [_AOA, _BNGI, _R, _CAl, _CA, _CNl, _CT, _CBSI, _CV, _EI, _EM, _OM, _LI, _NOBN, _Sta, _SIt, _Ta, _ZCS, _ZCST, _SM, _CAS],
  [[0, { [_jN]: _aOA }], [() => BrokerNodeGroupInfo$, { [_jN]: _bNGI }], [() => Rebalancing$, { [_jN]: _r }], [() => ClientAuthentication$, { [_jN]: _cAl }], [0, { [_jN]: _cA }], [0, { [_jN]: _cNl }], [5, { [_jN]: _cT }], [() => BrokerSoftwareInfo$, { [_jN]: _cBSI }], [0, { [_jN]: _cV }], [() => EncryptionInfo$, { [_jN]: _eI }], [0, { [_jN]: _eM }], [() => OpenMonitoring$, { [_jN]: _oM }], [() => LoggingInfo$, { [_jN]: _lI }], [1, { [_jN]: _nOBN }], [0, { [_jN]: _sta }], [() => StateInfo$, { [_jN]: _sIt }], [128 | 0, { [_jN]: _ta }], [0, { [_jN]: _zCS }], [0, { [_jN]: _zCST }], [0, { [_jN]: _sM }], [0, { [_jN]: _cAS }]]
];
var ClusterOperationInfo$ = [
  3,
  n0,
  _COI,
  0,
  [_CRI, _CA, _CT, _ET, _EIr, _OA, _OS, _OSp, _OT, _SCI, _TCI, _VCI],
  [[0, { [_jN]: _cRI }], [0, { [_jN]: _cA }], [5, { [_jN]: _cT }], [5, { [_jN]: _eT }], [() => ErrorInfo$, { [_jN]: _eIr }], [0, { [_jN]: _oA }], [0, { [_jN]: _oS }], [() => __listOfClusterOperationStep, { [_jN]: _oSp }], [0, { [_jN]: _oT }], [() => MutableClusterInfo$, { [_jN]: _sCI }], [() => MutableClusterInfo$, { [_jN]: _tCI }], [() => VpcConnectionInfo$, { [_jN]: _vCI }]]
];
var ClusterOperationStep$ = [
  3,
  n0,
  _COS,
  0,
  [_SIte, _SN],
  [[() => ClusterOperationStepInfo$, { [_jN]: _sIte }], [0, { [_jN]: _sN }]]
];
var ClusterOperationStepInfo$ = [
  3,
  n0,
  _COSI,
  0,
  [_SS],
  [[0, { [_jN]: _sS }]]
];
var ClusterOperationV2$ = [
  3,
  n0,
  _COV,
  0,
  [_CA, _CTl, _ST, _ET, _EIr, _OA, _OS, _OT, _P, _Se],
  [[0, { [_jN]: _cA }], [0, { [_jN]: _cTl }], [5, { [_jN]: _sT }], [5, { [_jN]: _eT }], [() => ErrorInfo$, { [_jN]: _eIr }], [0, { [_jN]: _oA }], [0, { [_jN]: _oS }], [0, { [_jN]: _oT }], [() => ClusterOperationV2Provisioned$, { [_jN]: _p }], [() => ClusterOperationV2Serverless$, { [_jN]: _ser }]]
];
var ClusterOperationV2Provisioned$ = [
  3,
  n0,
  _COVP,
  0,
  [_OSp, _SCI, _TCI, _VCI],
  [[() => __listOfClusterOperationStep, { [_jN]: _oSp }], [() => MutableClusterInfo$, { [_jN]: _sCI }], [() => MutableClusterInfo$, { [_jN]: _tCI }], [() => VpcConnectionInfo$, { [_jN]: _vCI }]]
];
var ClusterOperationV2Serverless$ = [
  3,
  n0,
  _COVS,
  0,
  [_SCI, _TCI, _VCI],
  [[() => ServerlessConnectivityInfo$, { [_jN]: _sCI }], [() => ServerlessConnectivityInfo$, { [_jN]: _tCI }], [() => VpcConnectionInfoServerless$, { [_jN]: _vCI }]]
];
var ClusterOperationV2Summary$ = [
  3,
  n0,
  _COVSl,
  0,
  [_CA, _CTl, _ST, _ET, _OA, _OS, _OT],
  [[0, { [_jN]: _cA }], [0, { [_jN]: _cTl }], [5, { [_jN]: _sT }], [5, { [_jN]: _eT }], [0, { [_jN]: _oA }], [0, { [_jN]: _oS }], [0, { [_jN]: _oT }]]
];
var CompatibleKafkaVersion$ = [
  3,
  n0,
  _CKV,
  0,
  [_SV, _TV],
  [[0, { [_jN]: _sV }], [64 | 0, { [_jN]: _tV }]]
];
var Configuration$ = [
  3,
  n0,
  _Con,
  0,
  [_Ar, _CT, _D, _KVa, _LR, _N, _Sta],
  [[0, { [_jN]: _ar }], [5, { [_jN]: _cT }], [0, { [_jN]: _d }], [64 | 0, { [_jN]: _kVa }], [() => ConfigurationRevision$, { [_jN]: _lR }], [0, { [_jN]: _n }], [0, { [_jN]: _sta }]],
  7
];
var ConfigurationInfo$ = [
  3,
  n0,
  _CIo,
  0,
  [_Ar, _Re],
  [[0, { [_jN]: _ar }], [1, { [_jN]: _re }]],
  2
];
var ConfigurationRevision$ = [
  3,
  n0,
  _CR,
  0,
  [_CT, _Re, _D],
  [[5, { [_jN]: _cT }], [1, { [_jN]: _re }], [0, { [_jN]: _d }]],
  2
];
var ConnectivityInfo$ = [
  3,
  n0,
  _CI,
  0,
  [_PA, _VC, _NT],
  [[() => PublicAccess$, { [_jN]: _pA }], [() => VpcConnectivity$, { [_jN]: _vC }], [0, { [_jN]: _nT }]]
];
var ConsumerGroupReplication$ = [
  3,
  n0,
  _CGR,
  0,
  [_CGTR, _CGTE, _DACNCG, _SCGO, _CGOSM],
  [[64 | 0, { [_jN]: _cGTR }], [64 | 0, { [_jN]: _cGTE }], [2, { [_jN]: _dACNCG }], [2, { [_jN]: _sCGO }], [0, { [_jN]: _cGOSM }]],
  1
];
var ConsumerGroupReplicationUpdate$ = [
  3,
  n0,
  _CGRU,
  0,
  [_CGTE, _CGTR, _DACNCG, _SCGO],
  [[64 | 0, { [_jN]: _cGTE }], [64 | 0, { [_jN]: _cGTR }], [2, { [_jN]: _dACNCG }], [2, { [_jN]: _sCGO }]],
  4
];
var ControllerNodeInfo$ = [
  3,
  n0,
  _CNI,
  0,
  [_E],
  [[64 | 0, { [_jN]: _en }]]
];
var CreateChannelRequest$ = [
  3,
  n0,
  _CCR,
  0,
  [_CN, _CA, _TCL, _EC, _IDC, _SDC, _Ta, _LI],
  [[0, { [_jN]: _cN }], [0, 1], [() => __listOfTopicConfiguration, { [_jN]: _tCL }], [() => EncryptionConfiguration$, { [_jN]: _eC }], [() => IcebergDestinationConfiguration$, { [_jN]: _iDC }], [() => S3DestinationConfiguration$, { [_jN]: _sDC }], [128 | 0, { [_jN]: _ta }], [() => ChannelLoggingInfo$, { [_jN]: _lI }]],
  3
];
var CreateChannelResponse$ = [
  3,
  n0,
  _CCRr,
  0,
  [_CAh, _COA],
  [[0, { [_jN]: _cAh }], [0, { [_jN]: _cOA }]],
  1
];
var CreateClusterRequest$ = [
  3,
  n0,
  _CCRre,
  0,
  [_BNGI, _CNl, _KV, _NOBN, _R, _CAl, _CIo, _EI, _EM, _OM, _LI, _Ta, _SM],
  [[() => BrokerNodeGroupInfo$, { [_jN]: _bNGI }], [0, { [_jN]: _cNl }], [0, { [_jN]: _kV }], [1, { [_jN]: _nOBN }], [() => Rebalancing$, { [_jN]: _r }], [() => ClientAuthentication$, { [_jN]: _cAl }], [() => ConfigurationInfo$, { [_jN]: _cIo }], [() => EncryptionInfo$, { [_jN]: _eI }], [0, { [_jN]: _eM }], [() => OpenMonitoringInfo$, { [_jN]: _oM }], [() => LoggingInfo$, { [_jN]: _lI }], [128 | 0, { [_jN]: _ta }], [0, { [_jN]: _sM }]],
  4
];
var CreateClusterResponse$ = [
  3,
  n0,
  _CCRrea,
  0,
  [_CA, _CNl, _Sta],
  [[0, { [_jN]: _cA }], [0, { [_jN]: _cNl }], [0, { [_jN]: _sta }]]
];
var CreateClusterV2Request$ = [
  3,
  n0,
  _CCVR,
  0,
  [_CNl, _Ta, _P, _Se],
  [[0, { [_jN]: _cNl }], [128 | 0, { [_jN]: _ta }], [() => ProvisionedRequest$, { [_jN]: _p }], [() => ServerlessRequest$, { [_jN]: _ser }]],
  1
];
var CreateClusterV2Response$ = [
  3,
  n0,
  _CCVRr,
  0,
  [_CA, _CNl, _Sta, _CTl],
  [[0, { [_jN]: _cA }], [0, { [_jN]: _cNl }], [0, { [_jN]: _sta }], [0, { [_jN]: _cTl }]]
];
var CreateConfigurationRequest$ = [
  3,
  n0,
  _CCRreat,
  0,
  [_N, _SP, _D, _KVa],
  [[0, { [_jN]: _n }], [21, { [_jN]: _sP }], [0, { [_jN]: _d }], [64 | 0, { [_jN]: _kVa }]],
  2
];
var CreateConfigurationResponse$ = [
  3,
  n0,
  _CCRreate,
  0,
  [_Ar, _CT, _LR, _N, _Sta],
  [[0, { [_jN]: _ar }], [5, { [_jN]: _cT }], [() => ConfigurationRevision$, { [_jN]: _lR }], [0, { [_jN]: _n }], [0, { [_jN]: _sta }]]
];
var CreateReplicatorRequest$ = [
  3,
  n0,
  _CRR,
  0,
  [_KC, _RIL, _RN, _SERA, _D, _Ta, _LD],
  [[() => __listOfKafkaCluster, { [_jN]: _kC }], [() => __listOfReplicationInfo, { [_jN]: _rIL }], [0, { [_jN]: _rN }], [0, { [_jN]: _sERA }], [0, { [_jN]: _d }], [128 | 0, { [_jN]: _ta }], [() => LogDelivery$, { [_jN]: _lD }]],
  4
];
var CreateReplicatorResponse$ = [
  3,
  n0,
  _CRRr,
  0,
  [_RA, _RN, _RS],
  [[0, { [_jN]: _rA }], [0, { [_jN]: _rN }], [0, { [_jN]: _rS }]]
];
var CreateTopicRequest$ = [
  3,
  n0,
  _CTR,
  0,
  [_CA, _TN, _PC, _RF, _Conf],
  [[0, 1], [0, { [_jN]: _tN }], [1, { [_jN]: _pC }], [1, { [_jN]: _rF }], [0, { [_jN]: _con }]],
  4
];
var CreateTopicResponse$ = [
  3,
  n0,
  _CTRr,
  0,
  [_TA, _TN, _St],
  [[0, { [_jN]: _tA }], [0, { [_jN]: _tN }], [0, { [_jN]: _st }]]
];
var CreateVpcConnectionRequest$ = [
  3,
  n0,
  _CVCR,
  0,
  [_TCA, _A, _VI, _CS, _SG, _Ta],
  [[0, { [_jN]: _tCA }], [0, { [_jN]: _a }], [0, { [_jN]: _vI }], [64 | 0, { [_jN]: _cS }], [64 | 0, { [_jN]: _sG }], [128 | 0, { [_jN]: _ta }]],
  5
];
var CreateVpcConnectionResponse$ = [
  3,
  n0,
  _CVCRr,
  0,
  [_VCA, _Sta, _A, _VI, _CS, _SG, _CT, _Ta],
  [[0, { [_jN]: _vCA }], [0, { [_jN]: _sta }], [0, { [_jN]: _a }], [0, { [_jN]: _vI }], [64 | 0, { [_jN]: _cS }], [64 | 0, { [_jN]: _sG }], [5, { [_jN]: _cT }], [128 | 0, { [_jN]: _ta }]]
];
var DeadLetterQueueS3$ = [
  3,
  n0,
  _DLQS,
  0,
  [_BA, _EOP, _EBO],
  [[0, { [_jN]: _bA }], [0, { [_jN]: _eOP }], [0, { [_jN]: _eBO }]],
  1
];
var DeleteChannelRequest$ = [
  3,
  n0,
  _DCR,
  0,
  [_CAh, _CA],
  [[0, 1], [0, 1]],
  2
];
var DeleteChannelResponse$ = [
  3,
  n0,
  _DCRe,
  0,
  [_CAh, _COA],
  [[0, { [_jN]: _cAh }], [0, { [_jN]: _cOA }]],
  1
];
var DeleteClusterPolicyRequest$ = [
  3,
  n0,
  _DCPR,
  0,
  [_CA],
  [[0, 1]],
  1
];
var DeleteClusterPolicyResponse$ = [
  3,
  n0,
  _DCPRe,
  0,
  [],
  []
];
var DeleteClusterRequest$ = [
  3,
  n0,
  _DCRel,
  0,
  [_CA, _CV],
  [[0, 1], [0, { [_hQ]: _cV }]],
  1
];
var DeleteClusterResponse$ = [
  3,
  n0,
  _DCRele,
  0,
  [_CA, _Sta],
  [[0, { [_jN]: _cA }], [0, { [_jN]: _sta }]]
];
var DeleteConfigurationRequest$ = [
  3,
  n0,
  _DCRelet,
  0,
  [_Ar],
  [[0, 1]],
  1
];
var DeleteConfigurationResponse$ = [
  3,
  n0,
  _DCRelete,
  0,
  [_Ar, _Sta],
  [[0, { [_jN]: _ar }], [0, { [_jN]: _sta }]]
];
var DeleteReplicatorRequest$ = [
  3,
  n0,
  _DRR,
  0,
  [_RA, _CV],
  [[0, 1], [0, { [_hQ]: _cV }]],
  1
];
var DeleteReplicatorResponse$ = [
  3,
  n0,
  _DRRe,
  0,
  [_RA, _RS],
  [[0, { [_jN]: _rA }], [0, { [_jN]: _rS }]]
];
var DeleteTopicRequest$ = [
  3,
  n0,
  _DTR,
  0,
  [_CA, _TN],
  [[0, 1], [0, 1]],
  2
];
var DeleteTopicResponse$ = [
  3,
  n0,
  _DTRe,
  0,
  [_TA, _TN, _St],
  [[0, { [_jN]: _tA }], [0, { [_jN]: _tN }], [0, { [_jN]: _st }]]
];
var DeleteVpcConnectionRequest$ = [
  3,
  n0,
  _DVCR,
  0,
  [_Ar],
  [[0, 1]],
  1
];
var DeleteVpcConnectionResponse$ = [
  3,
  n0,
  _DVCRe,
  0,
  [_VCA, _Sta],
  [[0, { [_jN]: _vCA }], [0, { [_jN]: _sta }]]
];
var DescribeChannelRequest$ = [
  3,
  n0,
  _DCRes,
  0,
  [_CAh, _CA],
  [[0, 1], [0, 1]],
  2
];
var DescribeChannelResponse$ = [
  3,
  n0,
  _DCResc,
  0,
  [_CAh, _CN, _St, _DT, _CT, _TCL, _EC, _IDC, _SDC, _LI, _SIt, _COA, _Ta],
  [[0, { [_jN]: _cAh }], [0, { [_jN]: _cN }], [0, { [_jN]: _st }], [0, { [_jN]: _dT }], [5, { [_jN]: _cT }], [() => __listOfTopicConfiguration, { [_jN]: _tCL }], [() => EncryptionConfiguration$, { [_jN]: _eC }], [() => IcebergDestinationConfiguration$, { [_jN]: _iDC }], [() => S3DestinationConfiguration$, { [_jN]: _sDC }], [() => ChannelLoggingInfo$, { [_jN]: _lI }], [() => ChannelStateInfo$, { [_jN]: _sIt }], [0, { [_jN]: _cOA }], [128 | 0, { [_jN]: _ta }]],
  6
];
var DescribeClusterOperationRequest$ = [
  3,
  n0,
  _DCOR,
  0,
  [_COA],
  [[0, 1]],
  1
];
var DescribeClusterOperationResponse$ = [
  3,
  n0,
  _DCORe,
  0,
  [_COI],
  [[() => ClusterOperationInfo$, { [_jN]: _cOI }]]
];
var DescribeClusterOperationV2Request$ = [
  3,
  n0,
  _DCOVR,
  0,
  [_COA],
  [[0, 1]],
  1
];
var DescribeClusterOperationV2Response$ = [
  3,
  n0,
  _DCOVRe,
  0,
  [_COI],
  [[() => ClusterOperationV2$, { [_jN]: _cOI }]]
];
var DescribeClusterRequest$ = [
  3,
  n0,
  _DCRescr,
  0,
  [_CA],
  [[0, 1]],
  1
];
var DescribeClusterResponse$ = [
  3,
  n0,
  _DCRescri,
  0,
  [_CIl],
  [[() => ClusterInfo$, { [_jN]: _cIl }]]
];
var DescribeClusterV2Request$ = [
  3,
  n0,
  _DCVR,
  0,
  [_CA],
  [[0, 1]],
  1
];
var DescribeClusterV2Response$ = [
  3,
  n0,
  _DCVRe,
  0,
  [_CIl],
  [[() => Cluster$, { [_jN]: _cIl }]]
];
var DescribeConfigurationRequest$ = [
  3,
  n0,
  _DCRescrib,
  0,
  [_Ar],
  [[0, 1]],
  1
];
var DescribeConfigurationResponse$ = [
  3,
  n0,
  _DCRescribe,
  0,
  [_Ar, _CT, _D, _KVa, _LR, _N, _Sta],
  [[0, { [_jN]: _ar }], [5, { [_jN]: _cT }], [0, { [_jN]: _d }], [64 | 0, { [_jN]: _kVa }], [() => ConfigurationRevision$, { [_jN]: _lR }], [0, { [_jN]: _n }], [0, { [_jN]: _sta }]]
];
var DescribeConfigurationRevisionRequest$ = [
  3,
  n0,
  _DCRR,
  0,
  [_Ar, _Re],
  [[0, 1], [1, 1]],
  2
];
var DescribeConfigurationRevisionResponse$ = [
  3,
  n0,
  _DCRRe,
  0,
  [_Ar, _CT, _D, _Re, _SP],
  [[0, { [_jN]: _ar }], [5, { [_jN]: _cT }], [0, { [_jN]: _d }], [1, { [_jN]: _re }], [21, { [_jN]: _sP }]]
];
var DescribeReplicatorRequest$ = [
  3,
  n0,
  _DRRes,
  0,
  [_RA],
  [[0, 1]],
  1
];
var DescribeReplicatorResponse$ = [
  3,
  n0,
  _DRResc,
  0,
  [_CT, _CV, _IRR, _KC, _RIL, _RA, _RD, _RN, _RRA, _RS, _SERA, _SIt, _Ta, _LD],
  [[5, { [_jN]: _cT }], [0, { [_jN]: _cV }], [2, { [_jN]: _iRR }], [() => __listOfKafkaClusterDescription, { [_jN]: _kC }], [() => __listOfReplicationInfoDescription, { [_jN]: _rIL }], [0, { [_jN]: _rA }], [0, { [_jN]: _rD }], [0, { [_jN]: _rN }], [0, { [_jN]: _rRA }], [0, { [_jN]: _rS }], [0, { [_jN]: _sERA }], [() => ReplicationStateInfo$, { [_jN]: _sIt }], [128 | 0, { [_jN]: _ta }], [() => LogDelivery$, { [_jN]: _lD }]]
];
var DescribeTopicPartitionsRequest$ = [
  3,
  n0,
  _DTPR,
  0,
  [_CA, _TN, _MR, _NTe],
  [[0, 1], [0, 1], [1, { [_hQ]: _mR }], [0, { [_hQ]: _nTe }]],
  2
];
var DescribeTopicPartitionsResponse$ = [
  3,
  n0,
  _DTPRe,
  0,
  [_Pa, _NTe],
  [[() => __listOfTopicPartitionInfo, { [_jN]: _pa }], [0, { [_jN]: _nTe }]]
];
var DescribeTopicRequest$ = [
  3,
  n0,
  _DTRes,
  0,
  [_CA, _TN],
  [[0, 1], [0, 1]],
  2
];
var DescribeTopicResponse$ = [
  3,
  n0,
  _DTResc,
  0,
  [_TA, _TN, _RF, _PC, _Conf, _St],
  [[0, { [_jN]: _tA }], [0, { [_jN]: _tN }], [1, { [_jN]: _rF }], [1, { [_jN]: _pC }], [0, { [_jN]: _con }], [0, { [_jN]: _st }]]
];
var DescribeVpcConnectionRequest$ = [
  3,
  n0,
  _DVCRes,
  0,
  [_Ar],
  [[0, 1]],
  1
];
var DescribeVpcConnectionResponse$ = [
  3,
  n0,
  _DVCResc,
  0,
  [_VCA, _TCA, _Sta, _A, _VI, _Su, _SG, _CT, _Ta],
  [[0, { [_jN]: _vCA }], [0, { [_jN]: _tCA }], [0, { [_jN]: _sta }], [0, { [_jN]: _a }], [0, { [_jN]: _vI }], [64 | 0, { [_jN]: _su }], [64 | 0, { [_jN]: _sG }], [5, { [_jN]: _cT }], [128 | 0, { [_jN]: _ta }]]
];
var DestinationTable$ = [
  3,
  n0,
  _DTe,
  0,
  [_DDN, _DTN, _PS],
  [[0, { [_jN]: _dDN }], [0, { [_jN]: _dTN }], [() => PartitionSpec$, { [_jN]: _pS }]]
];
var EBSStorageInfo$ = [
  3,
  n0,
  _EBSSI,
  0,
  [_PT, _VS],
  [[() => ProvisionedThroughput$, { [_jN]: _pT }], [1, { [_jN]: _vS }]]
];
var EncryptionAtRest$ = [
  3,
  n0,
  _EAR,
  0,
  [_DVKMSKI],
  [[0, { [_jN]: _dVKMSKI }]],
  1
];
var EncryptionConfiguration$ = [
  3,
  n0,
  _EC,
  0,
  [_KKA],
  [[0, { [_jN]: _kKA }]],
  1
];
var EncryptionInfo$ = [
  3,
  n0,
  _EI,
  0,
  [_EAR, _EIT],
  [[() => EncryptionAtRest$, { [_jN]: _eAR }], [() => EncryptionInTransit$, { [_jN]: _eIT }]]
];
var EncryptionInTransit$ = [
  3,
  n0,
  _EIT,
  0,
  [_CB, _IC],
  [[0, { [_jN]: _cB }], [2, { [_jN]: _iC }]]
];
var ErrorInfo$ = [
  3,
  n0,
  _EIr,
  0,
  [_ECr, _ES],
  [[0, { [_jN]: _eCr }], [0, { [_jN]: _eS }]]
];
var Firehose$ = [
  3,
  n0,
  _F,
  0,
  [_En, _DS],
  [[2, { [_jN]: _ena }], [0, { [_jN]: _dS }]],
  1
];
var GetBootstrapBrokersRequest$ = [
  3,
  n0,
  _GBBR,
  0,
  [_CA],
  [[0, 1]],
  1
];
var GetBootstrapBrokersResponse$ = [
  3,
  n0,
  _GBBRe,
  0,
  [_BBS, _BBST, _BBSSS, _BBSSI, _BBSPT, _BBSPSS, _BBSPSI, _BBSVCT, _BBSVCSS, _BBSVCSI, _BBSI, _BBSTI, _BBSSSI, _BBSSII],
  [[0, { [_jN]: _bBS }], [0, { [_jN]: _bBST }], [0, { [_jN]: _bBSSS }], [0, { [_jN]: _bBSSI }], [0, { [_jN]: _bBSPT }], [0, { [_jN]: _bBSPSS }], [0, { [_jN]: _bBSPSI }], [0, { [_jN]: _bBSVCT }], [0, { [_jN]: _bBSVCSS }], [0, { [_jN]: _bBSVCSI }], [0, { [_jN]: _bBSI }], [0, { [_jN]: _bBSTI }], [0, { [_jN]: _bBSSSI }], [0, { [_jN]: _bBSSII }]]
];
var GetClusterPolicyRequest$ = [
  3,
  n0,
  _GCPR,
  0,
  [_CA],
  [[0, 1]],
  1
];
var GetClusterPolicyResponse$ = [
  3,
  n0,
  _GCPRe,
  0,
  [_CV, _Po],
  [[0, { [_jN]: _cV }], [0, { [_jN]: _po }]]
];
var GetCompatibleKafkaVersionsRequest$ = [
  3,
  n0,
  _GCKVR,
  0,
  [_CA],
  [[0, { [_hQ]: _cA }]]
];
var GetCompatibleKafkaVersionsResponse$ = [
  3,
  n0,
  _GCKVRe,
  0,
  [_CKVo],
  [[() => __listOfCompatibleKafkaVersion, { [_jN]: _cKV }]]
];
var Iam$ = [
  3,
  n0,
  _I,
  0,
  [_En],
  [[2, { [_jN]: _ena }]]
];
var IcebergDestinationConfiguration$ = [
  3,
  n0,
  _IDC,
  0,
  [_AO, _DLQS, _DTL, _SE, _SERA, _TC, _C, _DFIS, _CTo],
  [[2, { [_jN]: _aO }], [() => DeadLetterQueueS3$, { [_jN]: _dLQS }], [() => __listOfDestinationTable, { [_jN]: _dTL }], [() => SchemaEvolution$, { [_jN]: _sE }], [0, { [_jN]: _sERA }], [() => TableCreation$, { [_jN]: _tC }], [() => Catalog$, { [_jN]: _ca }], [1, { [_jN]: _dFIS }], [0, { [_jN]: _cTo }]],
  6
];
var IcebergDestinationUpdate$ = [
  3,
  n0,
  _IDU,
  0,
  [_DFIS],
  [[1, { [_jN]: _dFIS }]],
  1
];
var JmxExporter$ = [
  3,
  n0,
  _JE,
  0,
  [_EIB],
  [[2, { [_jN]: _eIB }]],
  1
];
var JmxExporterInfo$ = [
  3,
  n0,
  _JEI,
  0,
  [_EIB],
  [[2, { [_jN]: _eIB }]],
  1
];
var KafkaCluster$ = [
  3,
  n0,
  _KCa,
  0,
  [_AMC, _AKC, _VCp, _CAl, _EIT],
  [[() => AmazonMskCluster$, { [_jN]: _aMC }], [() => ApacheKafkaCluster$, { [_jN]: _aKC }], [() => KafkaClusterClientVpcConfig$, { [_jN]: _vCp }], [() => KafkaClusterClientAuthentication$, { [_jN]: _cAl }], [() => KafkaClusterEncryptionInTransit$, { [_jN]: _eIT }]]
];
var KafkaClusterClientAuthentication$ = [
  3,
  n0,
  _KCCA,
  0,
  [_SSa, _MTLS, _SOAB],
  [[() => KafkaClusterSaslScramAuthentication$, { [_jN]: _sSa }], [() => KafkaClusterMTLSAuthentication$, { [_jN]: _mTLS }], [() => KafkaClusterSaslOAuthBearerAuthentication$, { [_jN]: _sOAB }]]
];
var KafkaClusterClientVpcConfig$ = [
  3,
  n0,
  _KCCVC,
  0,
  [_SIu, _SGI],
  [[64 | 0, { [_jN]: _sIu }], [64 | 0, { [_jN]: _sGI }]],
  1
];
var KafkaClusterDescription$ = [
  3,
  n0,
  _KCD,
  0,
  [_AMC, _AKC, _KCA, _VCp, _CAl, _EIT],
  [[() => AmazonMskCluster$, { [_jN]: _aMC }], [() => ApacheKafkaCluster$, { [_jN]: _aKC }], [0, { [_jN]: _kCA }], [() => KafkaClusterClientVpcConfig$, { [_jN]: _vCp }], [() => KafkaClusterClientAuthentication$, { [_jN]: _cAl }], [() => KafkaClusterEncryptionInTransit$, { [_jN]: _eIT }]]
];
var KafkaClusterEncryptionInTransit$ = [
  3,
  n0,
  _KCEIT,
  0,
  [_ETn, _RCC],
  [[0, { [_jN]: _eTn }], [0, { [_jN]: _rCC }]],
  1
];
var KafkaClusterMTLSAuthentication$ = [
  3,
  n0,
  _KCMTLSA,
  0,
  [_SA],
  [[0, { [_jN]: _sA }]],
  1
];
var KafkaClusterOAuthClientCredentials$ = [
  3,
  n0,
  _KCOACC,
  0,
  [_TRSA],
  [[0, { [_jN]: _tRSA }]],
  1
];
var KafkaClusterOAuthClientCredentialsAssertion$ = [
  3,
  n0,
  _KCOACCA,
  0,
  [_Au, _SAi, _TRSA],
  [[0, { [_jN]: _au }], [0, { [_jN]: _sAi }], [0, { [_jN]: _tRSA }]],
  2
];
var KafkaClusterOAuthIamJwtBearer$ = [
  3,
  n0,
  _KCOAIJB,
  0,
  [_Au, _SAi, _TRSA],
  [[0, { [_jN]: _au }], [0, { [_jN]: _sAi }], [0, { [_jN]: _tRSA }]],
  2
];
var KafkaClusterSaslOAuthBearerAuthentication$ = [
  3,
  n0,
  _KCSOABA,
  0,
  [_TEU, _TEAM, _CC, _IJB, _CCA, _Sc, _TETCA],
  [[0, { [_jN]: _tEU }], [0, { [_jN]: _tEAM }], [() => KafkaClusterOAuthClientCredentials$, { [_jN]: _cC }], [() => KafkaClusterOAuthIamJwtBearer$, { [_jN]: _iJB }], [() => KafkaClusterOAuthClientCredentialsAssertion$, { [_jN]: _cCA }], [0, { [_jN]: _sc }], [0, { [_jN]: _tETCA }]],
  2
];
var KafkaClusterSaslScramAuthentication$ = [
  3,
  n0,
  _KCSSA,
  0,
  [_Me, _SA],
  [[0, { [_jN]: _me }], [0, { [_jN]: _sA }]],
  2
];
var KafkaClusterSummary$ = [
  3,
  n0,
  _KCS,
  0,
  [_AMC, _AKC, _KCA],
  [[() => AmazonMskCluster$, { [_jN]: _aMC }], [() => ApacheKafkaCluster$, { [_jN]: _aKC }], [0, { [_jN]: _kCA }]]
];
var KafkaVersion$ = [
  3,
  n0,
  _KV,
  0,
  [_V, _St],
  [[0, { [_jN]: _v }], [0, { [_jN]: _st }]]
];
var ListChannelsRequest$ = [
  3,
  n0,
  _LCR,
  0,
  [_CA, _MR, _NTe, _TNF],
  [[0, 1], [1, { [_hQ]: _mR }], [0, { [_hQ]: _nTe }], [0, { [_hQ]: _tNF }]],
  1
];
var ListChannelsResponse$ = [
  3,
  n0,
  _LCRi,
  0,
  [_Ch, _NTe],
  [[() => __listOfChannelInfo, { [_jN]: _ch }], [0, { [_jN]: _nTe }]]
];
var ListClientVpcConnectionsRequest$ = [
  3,
  n0,
  _LCVCR,
  0,
  [_CA, _MR, _NTe],
  [[0, 1], [1, { [_hQ]: _mR }], [0, { [_hQ]: _nTe }]],
  1
];
var ListClientVpcConnectionsResponse$ = [
  3,
  n0,
  _LCVCRi,
  0,
  [_CVCl, _NTe],
  [[() => __listOfClientVpcConnection, { [_jN]: _cVC }], [0, { [_jN]: _nTe }]]
];
var ListClusterOperationsRequest$ = [
  3,
  n0,
  _LCOR,
  0,
  [_CA, _MR, _NTe],
  [[0, 1], [1, { [_hQ]: _mR }], [0, { [_hQ]: _nTe }]],
  1
];
var ListClusterOperationsResponse$ = [
  3,
  n0,
  _LCORi,
  0,
  [_COIL, _NTe],
  [[() => __listOfClusterOperationInfo, { [_jN]: _cOIL }], [0, { [_jN]: _nTe }]]
];
var ListClusterOperationsV2Request$ = [
  3,
  n0,
  _LCOVR,
  0,
  [_CA, _MR, _NTe],
  [[0, 1], [1, { [_hQ]: _mR }], [0, { [_hQ]: _nTe }]],
  1
];
var ListClusterOperationsV2Response$ = [
  3,
  n0,
  _LCOVRi,
  0,
  [_COIL, _NTe],
  [[() => __listOfClusterOperationV2Summary, { [_jN]: _cOIL }], [0, { [_jN]: _nTe }]]
];
var ListClustersRequest$ = [
  3,
  n0,
  _LCRis,
  0,
  [_CNF, _MR, _NTe],
  [[0, { [_hQ]: _cNF }], [1, { [_hQ]: _mR }], [0, { [_hQ]: _nTe }]]
];
var ListClustersResponse$ = [
  3,
  n0,
  _LCRist,
  0,
  [_CIL, _NTe],
  [[() => __listOfClusterInfo, { [_jN]: _cIL }], [0, { [_jN]: _nTe }]]
];
var ListClustersV2Request$ = [
  3,
  n0,
  _LCVR,
  0,
  [_CNF, _CTF, _MR, _NTe],
  [[0, { [_hQ]: _cNF }], [0, { [_hQ]: _cTF }], [1, { [_hQ]: _mR }], [0, { [_hQ]: _nTe }]]
];
var ListClustersV2Response$ = [
  3,
  n0,
  _LCVRi,
  0,
  [_CIL, _NTe],
  [[() => __listOfCluster, { [_jN]: _cIL }], [0, { [_jN]: _nTe }]]
];
var ListConfigurationRevisionsRequest$ = [
  3,
  n0,
  _LCRR,
  0,
  [_Ar, _MR, _NTe],
  [[0, 1], [1, { [_hQ]: _mR }], [0, { [_hQ]: _nTe }]],
  1
];
var ListConfigurationRevisionsResponse$ = [
  3,
  n0,
  _LCRRi,
  0,
  [_NTe, _Rev],
  [[0, { [_jN]: _nTe }], [() => __listOfConfigurationRevision, { [_jN]: _rev }]]
];
var ListConfigurationsRequest$ = [
  3,
  n0,
  _LCRisto,
  0,
  [_MR, _NTe],
  [[1, { [_hQ]: _mR }], [0, { [_hQ]: _nTe }]]
];
var ListConfigurationsResponse$ = [
  3,
  n0,
  _LCRiston,
  0,
  [_Confi, _NTe],
  [[() => __listOfConfiguration, { [_jN]: _conf }], [0, { [_jN]: _nTe }]]
];
var ListKafkaVersionsRequest$ = [
  3,
  n0,
  _LKVR,
  0,
  [_MR, _NTe],
  [[1, { [_hQ]: _mR }], [0, { [_hQ]: _nTe }]]
];
var ListKafkaVersionsResponse$ = [
  3,
  n0,
  _LKVRi,
  0,
  [_KVa, _NTe],
  [[() => __listOfKafkaVersion, { [_jN]: _kVa }], [0, { [_jN]: _nTe }]]
];
var ListNodesRequest$ = [
  3,
  n0,
  _LNR,
  0,
  [_CA, _MR, _NTe],
  [[0, 1], [1, { [_hQ]: _mR }], [0, { [_hQ]: _nTe }]],
  1
];
var ListNodesResponse$ = [
  3,
  n0,
  _LNRi,
  0,
  [_NTe, _NIL],
  [[0, { [_jN]: _nTe }], [() => __listOfNodeInfo, { [_jN]: _nIL }]]
];
var ListReplicatorsRequest$ = [
  3,
  n0,
  _LRR,
  0,
  [_MR, _NTe, _RNF],
  [[1, { [_hQ]: _mR }], [0, { [_hQ]: _nTe }], [0, { [_hQ]: _rNF }]]
];
var ListReplicatorsResponse$ = [
  3,
  n0,
  _LRRi,
  0,
  [_NTe, _Rep],
  [[0, { [_jN]: _nTe }], [() => __listOfReplicatorSummary, { [_jN]: _rep }]]
];
var ListScramSecretsRequest$ = [
  3,
  n0,
  _LSSR,
  0,
  [_CA, _MR, _NTe],
  [[0, 1], [1, { [_hQ]: _mR }], [0, { [_hQ]: _nTe }]],
  1
];
var ListScramSecretsResponse$ = [
  3,
  n0,
  _LSSRi,
  0,
  [_NTe, _SAL],
  [[0, { [_jN]: _nTe }], [64 | 0, { [_jN]: _sAL }]]
];
var ListTagsForResourceRequest$ = [
  3,
  n0,
  _LTFRR,
  0,
  [_RAe],
  [[0, 1]],
  1
];
var ListTagsForResourceResponse$ = [
  3,
  n0,
  _LTFRRi,
  0,
  [_Ta],
  [[128 | 0, { [_jN]: _ta }]]
];
var ListTopicsRequest$ = [
  3,
  n0,
  _LTR,
  0,
  [_CA, _MR, _NTe, _TNF],
  [[0, 1], [1, { [_hQ]: _mR }], [0, { [_hQ]: _nTe }], [0, { [_hQ]: _tNF }]],
  1
];
var ListTopicsResponse$ = [
  3,
  n0,
  _LTRi,
  0,
  [_To, _NTe],
  [[() => __listOfTopicInfo, { [_jN]: _to }], [0, { [_jN]: _nTe }]]
];
var ListVpcConnectionsRequest$ = [
  3,
  n0,
  _LVCR,
  0,
  [_MR, _NTe],
  [[1, { [_hQ]: _mR }], [0, { [_hQ]: _nTe }]]
];
var ListVpcConnectionsResponse$ = [
  3,
  n0,
  _LVCRi,
  0,
  [_VCpc, _NTe],
  [[() => __listOfVpcConnection, { [_jN]: _vCpc }], [0, { [_jN]: _nTe }]]
];
var LogDelivery$ = [
  3,
  n0,
  _LD,
  0,
  [_RLD],
  [[() => ReplicatorLogDelivery$, { [_jN]: _rLD }]]
];
var LoggingInfo$ = [
  3,
  n0,
  _LI,
  0,
  [_BL, _AL],
  [[() => BrokerLogs$, { [_jN]: _bL }], [() => AuthorizerLogs$, { [_jN]: _aL }]],
  1
];
var MutableClusterInfo$ = [
  3,
  n0,
  _MCI,
  0,
  [_BEBSVI, _CIo, _NOBN, _EM, _OM, _ZA, _KV, _LI, _IT, _CAl, _EI, _CI, _SM, _BCUI, _R],
  [[() => __listOfBrokerEBSVolumeInfo, { [_jN]: _bEBSVI }], [() => ConfigurationInfo$, { [_jN]: _cIo }], [1, { [_jN]: _nOBN }], [0, { [_jN]: _eM }], [() => OpenMonitoring$, { [_jN]: _oM }], [() => ZookeeperAccess$, { [_jN]: _zA }], [0, { [_jN]: _kV }], [() => LoggingInfo$, { [_jN]: _lI }], [0, { [_jN]: _iT }], [() => ClientAuthentication$, { [_jN]: _cAl }], [() => EncryptionInfo$, { [_jN]: _eI }], [() => ConnectivityInfo$, { [_jN]: _cI }], [0, { [_jN]: _sM }], [() => BrokerCountUpdateInfo$, { [_jN]: _bCUI }], [() => Rebalancing$, { [_jN]: _r }]]
];
var NodeExporter$ = [
  3,
  n0,
  _NE,
  0,
  [_EIB],
  [[2, { [_jN]: _eIB }]],
  1
];
var NodeExporterInfo$ = [
  3,
  n0,
  _NEI,
  0,
  [_EIB],
  [[2, { [_jN]: _eIB }]],
  1
];
var NodeInfo$ = [
  3,
  n0,
  _NI,
  0,
  [_ATCT, _BNI, _CNI, _IT, _NARN, _NTo, _ZNI],
  [[0, { [_jN]: _aTCT }], [() => BrokerNodeInfo$, { [_jN]: _bNI }], [() => ControllerNodeInfo$, { [_jN]: _cNI }], [0, { [_jN]: _iT }], [0, { [_jN]: _nARN }], [0, { [_jN]: _nTo }], [() => ZookeeperNodeInfo$, { [_jN]: _zNI }]]
];
var OpenMonitoring$ = [
  3,
  n0,
  _OM,
  0,
  [_Pr],
  [[() => Prometheus$, { [_jN]: _pr }]],
  1
];
var OpenMonitoringInfo$ = [
  3,
  n0,
  _OMI,
  0,
  [_Pr],
  [[() => PrometheusInfo$, { [_jN]: _pr }]],
  1
];
var PartitionSource$ = [
  3,
  n0,
  _PSa,
  0,
  [_SNo],
  [[0, { [_jN]: _sNo }]]
];
var PartitionSpec$ = [
  3,
  n0,
  _PS,
  0,
  [_PSar, _SL],
  [[0, { [_jN]: _pSa }], [() => __listOfPartitionSource, { [_jN]: _sL }]],
  1
];
var Prometheus$ = [
  3,
  n0,
  _Pr,
  0,
  [_JE, _NE],
  [[() => JmxExporter$, { [_jN]: _jE }], [() => NodeExporter$, { [_jN]: _nE }]]
];
var PrometheusInfo$ = [
  3,
  n0,
  _PI,
  0,
  [_JE, _NE],
  [[() => JmxExporterInfo$, { [_jN]: _jE }], [() => NodeExporterInfo$, { [_jN]: _nE }]]
];
var Provisioned$ = [
  3,
  n0,
  _P,
  0,
  [_BNGI, _NOBN, _R, _CBSI, _CAl, _EI, _EM, _OM, _LI, _ZCS, _ZCST, _SM, _CAS],
  [[() => BrokerNodeGroupInfo$, { [_jN]: _bNGI }], [1, { [_jN]: _nOBN }], [() => Rebalancing$, { [_jN]: _r }], [() => BrokerSoftwareInfo$, { [_jN]: _cBSI }], [() => ClientAuthentication$, { [_jN]: _cAl }], [() => EncryptionInfo$, { [_jN]: _eI }], [0, { [_jN]: _eM }], [() => OpenMonitoringInfo$, { [_jN]: _oM }], [() => LoggingInfo$, { [_jN]: _lI }], [0, { [_jN]: _zCS }], [0, { [_jN]: _zCST }], [0, { [_jN]: _sM }], [0, { [_jN]: _cAS }]],
  2
];
var ProvisionedRequest$ = [
  3,
  n0,
  _PR,
  0,
  [_BNGI, _KV, _NOBN, _R, _CAl, _CIo, _EI, _EM, _OM, _LI, _SM],
  [[() => BrokerNodeGroupInfo$, { [_jN]: _bNGI }], [0, { [_jN]: _kV }], [1, { [_jN]: _nOBN }], [() => Rebalancing$, { [_jN]: _r }], [() => ClientAuthentication$, { [_jN]: _cAl }], [() => ConfigurationInfo$, { [_jN]: _cIo }], [() => EncryptionInfo$, { [_jN]: _eI }], [0, { [_jN]: _eM }], [() => OpenMonitoringInfo$, { [_jN]: _oM }], [() => LoggingInfo$, { [_jN]: _lI }], [0, { [_jN]: _sM }]],
  3
];
var ProvisionedThroughput$ = [
  3,
  n0,
  _PT,
  0,
  [_En, _VT],
  [[2, { [_jN]: _ena }], [1, { [_jN]: _vT }]]
];
var PublicAccess$ = [
  3,
  n0,
  _PA,
  0,
  [_Ty],
  [[0, { [_jN]: _ty }]]
];
var PutClusterPolicyRequest$ = [
  3,
  n0,
  _PCPR,
  0,
  [_CA, _Po, _CV],
  [[0, 1], [0, { [_jN]: _po }], [0, { [_jN]: _cV }]],
  2
];
var PutClusterPolicyResponse$ = [
  3,
  n0,
  _PCPRu,
  0,
  [_CV],
  [[0, { [_jN]: _cV }]]
];
var Rebalancing$ = [
  3,
  n0,
  _R,
  0,
  [_St],
  [[0, { [_jN]: _st }]]
];
var RebootBrokerRequest$ = [
  3,
  n0,
  _RBR,
  0,
  [_BIr, _CA],
  [[64 | 0, { [_jN]: _bIr }], [0, 1]],
  2
];
var RebootBrokerResponse$ = [
  3,
  n0,
  _RBRe,
  0,
  [_CA, _COA],
  [[0, { [_jN]: _cA }], [0, { [_jN]: _cOA }]]
];
var RecordConverter$ = [
  3,
  n0,
  _RC,
  0,
  [_VCa],
  [[0, { [_jN]: _vCa }]],
  1
];
var RecordSchema$ = [
  3,
  n0,
  _RSe,
  0,
  [_GA],
  [[0, { [_jN]: _gA }]],
  1
];
var RejectClientVpcConnectionRequest$ = [
  3,
  n0,
  _RCVCR,
  0,
  [_CA, _VCA],
  [[0, 1], [0, { [_jN]: _vCA }]],
  2
];
var RejectClientVpcConnectionResponse$ = [
  3,
  n0,
  _RCVCRe,
  0,
  [],
  []
];
var ReplicationInfo$ = [
  3,
  n0,
  _RI,
  0,
  [_CGR, _TCT, _TR, _SKCA, _SKCI, _TKCA, _TKCI],
  [[() => ConsumerGroupReplication$, { [_jN]: _cGR }], [0, { [_jN]: _tCT }], [() => TopicReplication$, { [_jN]: _tR }], [0, { [_jN]: _sKCA }], [0, { [_jN]: _sKCI }], [0, { [_jN]: _tKCA }], [0, { [_jN]: _tKCI }]],
  3
];
var ReplicationInfoDescription$ = [
  3,
  n0,
  _RID,
  0,
  [_CGR, _SKCAo, _TCT, _TKCAa, _TR],
  [[() => ConsumerGroupReplication$, { [_jN]: _cGR }], [0, { [_jN]: _sKCAo }], [0, { [_jN]: _tCT }], [0, { [_jN]: _tKCAa }], [() => TopicReplication$, { [_jN]: _tR }]]
];
var ReplicationInfoSummary$ = [
  3,
  n0,
  _RIS,
  0,
  [_SKCAo, _TKCAa],
  [[0, { [_jN]: _sKCAo }], [0, { [_jN]: _tKCAa }]]
];
var ReplicationStartingPosition$ = [
  3,
  n0,
  _RSP,
  0,
  [_Ty],
  [[0, { [_jN]: _ty }]]
];
var ReplicationStateInfo$ = [
  3,
  n0,
  _RSI,
  0,
  [_Co, _M],
  [[0, { [_jN]: _co }], [0, { [_jN]: _m }]]
];
var ReplicationTopicNameConfiguration$ = [
  3,
  n0,
  _RTNC,
  0,
  [_Ty],
  [[0, { [_jN]: _ty }]]
];
var ReplicatorCloudWatchLogs$ = [
  3,
  n0,
  _RCWL,
  0,
  [_En, _LG],
  [[2, { [_jN]: _ena }], [0, { [_jN]: _lG }]],
  1
];
var ReplicatorFirehose$ = [
  3,
  n0,
  _RFe,
  0,
  [_En, _DS],
  [[2, { [_jN]: _ena }], [0, { [_jN]: _dS }]],
  1
];
var ReplicatorLogDelivery$ = [
  3,
  n0,
  _RLD,
  0,
  [_CWL, _F, _S],
  [[() => ReplicatorCloudWatchLogs$, { [_jN]: _cWL }], [() => ReplicatorFirehose$, { [_jN]: _f }], [() => ReplicatorS3$, { [_jN]: _s_ }]]
];
var ReplicatorS3$ = [
  3,
  n0,
  _RSep,
  0,
  [_En, _B, _Pre],
  [[2, { [_jN]: _ena }], [0, { [_jN]: _b }], [0, { [_jN]: _pre }]],
  1
];
var ReplicatorSummary$ = [
  3,
  n0,
  _RSepl,
  0,
  [_CT, _CV, _IRR, _KCSa, _RISL, _RA, _RN, _RRA, _RS],
  [[5, { [_jN]: _cT }], [0, { [_jN]: _cV }], [2, { [_jN]: _iRR }], [() => __listOfKafkaClusterSummary, { [_jN]: _kCS }], [() => __listOfReplicationInfoSummary, { [_jN]: _rISL }], [0, { [_jN]: _rA }], [0, { [_jN]: _rN }], [0, { [_jN]: _rRA }], [0, { [_jN]: _rS }]]
];
var S3$ = [
  3,
  n0,
  _S,
  0,
  [_En, _B, _Pre],
  [[2, { [_jN]: _ena }], [0, { [_jN]: _b }], [0, { [_jN]: _pre }]],
  1
];
var S3DestinationConfiguration$ = [
  3,
  n0,
  _SDC,
  0,
  [_DLQS, _SERA, _Sto, _DFIS],
  [[() => DeadLetterQueueS3$, { [_jN]: _dLQS }], [0, { [_jN]: _sERA }], [() => S3Storage$, { [_jN]: _sto }], [1, { [_jN]: _dFIS }]],
  3
];
var S3DestinationUpdate$ = [
  3,
  n0,
  _SDU,
  0,
  [_DFIS],
  [[1, { [_jN]: _dFIS }]],
  1
];
var S3Storage$ = [
  3,
  n0,
  _SSt,
  0,
  [_BA, _CTo, _SC, _OP, _OKT, _EBO],
  [[0, { [_jN]: _bA }], [0, { [_jN]: _cTo }], [0, { [_jN]: _sC }], [0, { [_jN]: _oP }], [0, { [_jN]: _oKT }], [0, { [_jN]: _eBO }]],
  3
];
var Sasl$ = [
  3,
  n0,
  _Sa,
  0,
  [_Scr, _I],
  [[() => Scram$, { [_jN]: _scr }], [() => Iam$, { [_jN]: _i }]]
];
var SchemaEvolution$ = [
  3,
  n0,
  _SE,
  0,
  [_ESE],
  [[2, { [_jN]: _eSE }]]
];
var Scram$ = [
  3,
  n0,
  _Scr,
  0,
  [_En],
  [[2, { [_jN]: _ena }]]
];
var Serverless$ = [
  3,
  n0,
  _Se,
  0,
  [_VCpco, _CAl, _CI],
  [[() => __listOfVpcConfig, { [_jN]: _vCpco }], [() => ServerlessClientAuthentication$, { [_jN]: _cAl }], [() => ServerlessConnectivityInfo$, { [_jN]: _cI }]],
  1
];
var ServerlessClientAuthentication$ = [
  3,
  n0,
  _SCA,
  0,
  [_Sa],
  [[() => ServerlessSasl$, { [_jN]: _sa }]]
];
var ServerlessConnectivityInfo$ = [
  3,
  n0,
  _SCIe,
  0,
  [_NT],
  [[0, { [_jN]: _nT }]]
];
var ServerlessRequest$ = [
  3,
  n0,
  _SR,
  0,
  [_VCpco, _CAl],
  [[() => __listOfVpcConfig, { [_jN]: _vCpco }], [() => ServerlessClientAuthentication$, { [_jN]: _cAl }]],
  1
];
var ServerlessSasl$ = [
  3,
  n0,
  _SSe,
  0,
  [_I],
  [[() => Iam$, { [_jN]: _i }]]
];
var StateInfo$ = [
  3,
  n0,
  _SIt,
  0,
  [_Co, _M],
  [[0, { [_jN]: _co }], [0, { [_jN]: _m }]]
];
var StorageInfo$ = [
  3,
  n0,
  _SI,
  0,
  [_ESI],
  [[() => EBSStorageInfo$, { [_jN]: _eSI }]]
];
var TableCreation$ = [
  3,
  n0,
  _TC,
  0,
  [_ETC],
  [[2, { [_jN]: _eTC }]]
];
var TagResourceRequest$ = [
  3,
  n0,
  _TRR,
  0,
  [_RAe, _Ta],
  [[0, 1], [128 | 0, { [_jN]: _ta }]],
  2
];
var Tls$ = [
  3,
  n0,
  _T,
  0,
  [_CAAL, _En],
  [[64 | 0, { [_jN]: _cAAL }], [2, { [_jN]: _ena }]]
];
var TopicConfiguration$ = [
  3,
  n0,
  _TCo,
  0,
  [_RC, _TA, _RSe],
  [[() => RecordConverter$, { [_jN]: _rC }], [0, { [_jN]: _tA }], [() => RecordSchema$, { [_jN]: _rSe }]],
  2
];
var TopicInfo$ = [
  3,
  n0,
  _TI,
  0,
  [_TA, _TN, _RF, _PC, _OOSRC],
  [[0, { [_jN]: _tA }], [0, { [_jN]: _tN }], [1, { [_jN]: _rF }], [1, { [_jN]: _pC }], [1, { [_jN]: _oOSRC }]]
];
var TopicPartitionInfo$ = [
  3,
  n0,
  _TPI,
  0,
  [_Par, _L, _Repl, _Is],
  [[1, { [_jN]: _par }], [1, { [_jN]: _l }], [64 | 1, { [_jN]: _repl }], [64 | 1, { [_jN]: _is }]]
];
var TopicReplication$ = [
  3,
  n0,
  _TR,
  0,
  [_TTR, _CACLFT, _CTC, _DACNT, _SPt, _TNC, _TTE],
  [[64 | 0, { [_jN]: _tTR }], [2, { [_jN]: _cACLFT }], [2, { [_jN]: _cTC }], [2, { [_jN]: _dACNT }], [() => ReplicationStartingPosition$, { [_jN]: _sPt }], [() => ReplicationTopicNameConfiguration$, { [_jN]: _tNC }], [64 | 0, { [_jN]: _tTE }]],
  1
];
var TopicReplicationUpdate$ = [
  3,
  n0,
  _TRU,
  0,
  [_CACLFT, _CTC, _DACNT, _TTE, _TTR],
  [[2, { [_jN]: _cACLFT }], [2, { [_jN]: _cTC }], [2, { [_jN]: _dACNT }], [64 | 0, { [_jN]: _tTE }], [64 | 0, { [_jN]: _tTR }]],
  5
];
var Unauthenticated$ = [
  3,
  n0,
  _U,
  0,
  [_En],
  [[2, { [_jN]: _ena }]]
];
var UnprocessedScramSecret$ = [
  3,
  n0,
  _USSn,
  0,
  [_ECr, _EMr, _SA],
  [[0, { [_jN]: _eCr }], [0, { [_jN]: _eMr }], [0, { [_jN]: _sA }]]
];
var UntagResourceRequest$ = [
  3,
  n0,
  _URR,
  0,
  [_RAe, _TK],
  [[0, 1], [64 | 0, { [_hQ]: _tK }]],
  2
];
var UpdateBrokerCountRequest$ = [
  3,
  n0,
  _UBCR,
  0,
  [_CA, _CV, _TNOBN],
  [[0, 1], [0, { [_jN]: _cV }], [1, { [_jN]: _tNOBN }]],
  3
];
var UpdateBrokerCountResponse$ = [
  3,
  n0,
  _UBCRp,
  0,
  [_CA, _COA],
  [[0, { [_jN]: _cA }], [0, { [_jN]: _cOA }]]
];
var UpdateBrokerStorageRequest$ = [
  3,
  n0,
  _UBSR,
  0,
  [_CA, _CV, _TBEBSVI],
  [[0, 1], [0, { [_jN]: _cV }], [() => __listOfBrokerEBSVolumeInfo, { [_jN]: _tBEBSVI }]],
  3
];
var UpdateBrokerStorageResponse$ = [
  3,
  n0,
  _UBSRp,
  0,
  [_CA, _COA],
  [[0, { [_jN]: _cA }], [0, { [_jN]: _cOA }]]
];
var UpdateBrokerTypeRequest$ = [
  3,
  n0,
  _UBTR,
  0,
  [_CA, _CV, _TIT],
  [[0, 1], [0, { [_jN]: _cV }], [0, { [_jN]: _tIT }]],
  3
];
var UpdateBrokerTypeResponse$ = [
  3,
  n0,
  _UBTRp,
  0,
  [_CA, _COA],
  [[0, { [_jN]: _cA }], [0, { [_jN]: _cOA }]]
];
var UpdateChannelRequest$ = [
  3,
  n0,
  _UCR,
  0,
  [_CAh, _CA, _IDU, _SDU],
  [[0, 1], [0, 1], [() => IcebergDestinationUpdate$, { [_jN]: _iDU }], [() => S3DestinationUpdate$, { [_jN]: _sDU }]],
  2
];
var UpdateChannelResponse$ = [
  3,
  n0,
  _UCRp,
  0,
  [_CAh, _COA],
  [[0, { [_jN]: _cAh }], [0, { [_jN]: _cOA }]],
  1
];
var UpdateClusterConfigurationRequest$ = [
  3,
  n0,
  _UCCR,
  0,
  [_CA, _CIo, _CV],
  [[0, 1], [() => ConfigurationInfo$, { [_jN]: _cIo }], [0, { [_jN]: _cV }]],
  3
];
var UpdateClusterConfigurationResponse$ = [
  3,
  n0,
  _UCCRp,
  0,
  [_CA, _COA],
  [[0, { [_jN]: _cA }], [0, { [_jN]: _cOA }]]
];
var UpdateClusterKafkaVersionRequest$ = [
  3,
  n0,
  _UCKVR,
  0,
  [_CA, _CV, _TKV, _CIo],
  [[0, 1], [0, { [_jN]: _cV }], [0, { [_jN]: _tKV }], [() => ConfigurationInfo$, { [_jN]: _cIo }]],
  3
];
var UpdateClusterKafkaVersionResponse$ = [
  3,
  n0,
  _UCKVRp,
  0,
  [_CA, _COA],
  [[0, { [_jN]: _cA }], [0, { [_jN]: _cOA }]]
];
var UpdateConfigurationRequest$ = [
  3,
  n0,
  _UCRpd,
  0,
  [_Ar, _SP, _D],
  [[0, 1], [21, { [_jN]: _sP }], [0, { [_jN]: _d }]],
  2
];
var UpdateConfigurationResponse$ = [
  3,
  n0,
  _UCRpda,
  0,
  [_Ar, _LR],
  [[0, { [_jN]: _ar }], [() => ConfigurationRevision$, { [_jN]: _lR }]]
];
var UpdateConnectivityRequest$ = [
  3,
  n0,
  _UCRpdat,
  0,
  [_CA, _CV, _CI, _ZA],
  [[0, 1], [0, { [_jN]: _cV }], [() => ConnectivityInfo$, { [_jN]: _cI }], [() => ZookeeperAccess$, { [_jN]: _zA }]],
  2
];
var UpdateConnectivityResponse$ = [
  3,
  n0,
  _UCRpdate,
  0,
  [_CA, _COA],
  [[0, { [_jN]: _cA }], [0, { [_jN]: _cOA }]]
];
var UpdateMonitoringRequest$ = [
  3,
  n0,
  _UMR,
  0,
  [_CA, _CV, _EM, _OM, _LI],
  [[0, 1], [0, { [_jN]: _cV }], [0, { [_jN]: _eM }], [() => OpenMonitoringInfo$, { [_jN]: _oM }], [() => LoggingInfo$, { [_jN]: _lI }]],
  2
];
var UpdateMonitoringResponse$ = [
  3,
  n0,
  _UMRp,
  0,
  [_CA, _COA],
  [[0, { [_jN]: _cA }], [0, { [_jN]: _cOA }]]
];
var UpdateRebalancingRequest$ = [
  3,
  n0,
  _URRp,
  0,
  [_CA, _CV, _R],
  [[0, 1], [0, { [_jN]: _cV }], [() => Rebalancing$, { [_jN]: _r }]],
  3
];
var UpdateRebalancingResponse$ = [
  3,
  n0,
  _URRpd,
  0,
  [_CA, _COA],
  [[0, { [_jN]: _cA }], [0, { [_jN]: _cOA }]]
];
var UpdateReplicationInfoRequest$ = [
  3,
  n0,
  _URIR,
  0,
  [_CV, _RA, _CGR, _SKCA, _SKCI, _TKCA, _TKCI, _TR, _LD],
  [[0, { [_jN]: _cV }], [0, 1], [() => ConsumerGroupReplicationUpdate$, { [_jN]: _cGR }], [0, { [_jN]: _sKCA }], [0, { [_jN]: _sKCI }], [0, { [_jN]: _tKCA }], [0, { [_jN]: _tKCI }], [() => TopicReplicationUpdate$, { [_jN]: _tR }], [() => LogDelivery$, { [_jN]: _lD }]],
  2
];
var UpdateReplicationInfoResponse$ = [
  3,
  n0,
  _URIRp,
  0,
  [_RA, _RS],
  [[0, { [_jN]: _rA }], [0, { [_jN]: _rS }]]
];
var UpdateSecurityRequest$ = [
  3,
  n0,
  _USR,
  0,
  [_CA, _CV, _CAl, _EI],
  [[0, 1], [0, { [_jN]: _cV }], [() => ClientAuthentication$, { [_jN]: _cAl }], [() => EncryptionInfo$, { [_jN]: _eI }]],
  2
];
var UpdateSecurityResponse$ = [
  3,
  n0,
  _USRp,
  0,
  [_CA, _COA],
  [[0, { [_jN]: _cA }], [0, { [_jN]: _cOA }]]
];
var UpdateStorageRequest$ = [
  3,
  n0,
  _USRpd,
  0,
  [_CA, _CV, _PT, _SM, _VSGB],
  [[0, 1], [0, { [_jN]: _cV }], [() => ProvisionedThroughput$, { [_jN]: _pT }], [0, { [_jN]: _sM }], [1, { [_jN]: _vSGB }]],
  2
];
var UpdateStorageResponse$ = [
  3,
  n0,
  _USRpda,
  0,
  [_CA, _COA],
  [[0, { [_jN]: _cA }], [0, { [_jN]: _cOA }]]
];
var UpdateTopicRequest$ = [
  3,
  n0,
  _UTR,
  0,
  [_CA, _TN, _Conf, _PC],
  [[0, 1], [0, 1], [0, { [_jN]: _con }], [1, { [_jN]: _pC }]],
  2
];
var UpdateTopicResponse$ = [
  3,
  n0,
  _UTRp,
  0,
  [_TA, _TN, _St],
  [[0, { [_jN]: _tA }], [0, { [_jN]: _tN }], [0, { [_jN]: _st }]]
];
var UserIdentity$ = [
  3,
  n0,
  _UI,
  0,
  [_Ty, _PIr],
  [[0, { [_jN]: _ty }], [0, { [_jN]: _pI }]]
];
var VpcConfig$ = [
  3,
  n0,
  _VCp,
  0,
  [_SIu, _SGI],
  [[64 | 0, { [_jN]: _sIu }], [64 | 0, { [_jN]: _sGI }]],
  1
];
var VpcConnection$ = [
  3,
  n0,
  _VCpcon,
  0,
  [_VCA, _TCA, _CT, _A, _VI, _Sta],
  [[0, { [_jN]: _vCA }], [0, { [_jN]: _tCA }], [5, { [_jN]: _cT }], [0, { [_jN]: _a }], [0, { [_jN]: _vI }], [0, { [_jN]: _sta }]],
  2
];
var VpcConnectionInfo$ = [
  3,
  n0,
  _VCI,
  0,
  [_VCA, _O, _UI, _CT],
  [[0, { [_jN]: _vCA }], [0, { [_jN]: _o }], [() => UserIdentity$, { [_jN]: _uI }], [5, { [_jN]: _cT }]]
];
var VpcConnectionInfoServerless$ = [
  3,
  n0,
  _VCIS,
  0,
  [_CT, _O, _UI, _VCA],
  [[5, { [_jN]: _cT }], [0, { [_jN]: _o }], [() => UserIdentity$, { [_jN]: _uI }], [0, { [_jN]: _vCA }]]
];
var VpcConnectivity$ = [
  3,
  n0,
  _VC,
  0,
  [_CAl],
  [[() => VpcConnectivityClientAuthentication$, { [_jN]: _cAl }]]
];
var VpcConnectivityClientAuthentication$ = [
  3,
  n0,
  _VCCA,
  0,
  [_Sa, _T],
  [[() => VpcConnectivitySasl$, { [_jN]: _sa }], [() => VpcConnectivityTls$, { [_jN]: _t }]]
];
var VpcConnectivityIam$ = [
  3,
  n0,
  _VCIp,
  0,
  [_En],
  [[2, { [_jN]: _ena }]]
];
var VpcConnectivitySasl$ = [
  3,
  n0,
  _VCS,
  0,
  [_Scr, _I],
  [[() => VpcConnectivityScram$, { [_jN]: _scr }], [() => VpcConnectivityIam$, { [_jN]: _i }]]
];
var VpcConnectivityScram$ = [
  3,
  n0,
  _VCSp,
  0,
  [_En],
  [[2, { [_jN]: _ena }]]
];
var VpcConnectivityTls$ = [
  3,
  n0,
  _VCT,
  0,
  [_En],
  [[2, { [_jN]: _ena }]]
];
var ZookeeperAccess$ = [
  3,
  n0,
  _ZA,
  0,
  [_En],
  [[2, { [_jN]: _ena }]]
];
var ZookeeperNodeInfo$ = [
  3,
  n0,
  _ZNI,
  0,
  [_AENII, _CVIA, _E, _ZIo, _ZV],
  [[0, { [_jN]: _aENII }], [0, { [_jN]: _cVIA }], [64 | 0, { [_jN]: _en }], [1, { [_jN]: _zIo }], [0, { [_jN]: _zV }]]
];
var __Unit = "unit";
var __listOf__double = 64 | 1;
var __listOf__integer = 64 | 1;
var __listOf__string = 64 | 0;
var __listOf__stringMax249 = 64 | 0;
var __listOf__stringMax256 = 64 | 0;
var __listOfBrokerEBSVolumeInfo = [
  1,
  n0,
  _lOBEBSVI,
  0,
  [
    () => BrokerEBSVolumeInfo$,
    0
  ]
];
var __listOfChannelInfo = [
  1,
  n0,
  _lOCI,
  0,
  [
    () => ChannelInfo$,
    0
  ]
];
var __listOfClientVpcConnection = [
  1,
  n0,
  _lOCVC,
  0,
  [
    () => ClientVpcConnection$,
    0
  ]
];
var __listOfCluster = [
  1,
  n0,
  _lOC,
  0,
  [
    () => Cluster$,
    0
  ]
];
var __listOfClusterInfo = [
  1,
  n0,
  _lOCIi,
  0,
  [
    () => ClusterInfo$,
    0
  ]
];
var __listOfClusterOperationInfo = [
  1,
  n0,
  _lOCOI,
  0,
  [
    () => ClusterOperationInfo$,
    0
  ]
];
var __listOfClusterOperationStep = [
  1,
  n0,
  _lOCOS,
  0,
  [
    () => ClusterOperationStep$,
    0
  ]
];
var __listOfClusterOperationV2Summary = [
  1,
  n0,
  _lOCOVS,
  0,
  [
    () => ClusterOperationV2Summary$,
    0
  ]
];
var __listOfCompatibleKafkaVersion = [
  1,
  n0,
  _lOCKV,
  0,
  [
    () => CompatibleKafkaVersion$,
    0
  ]
];
var __listOfConfiguration = [
  1,
  n0,
  _lOCi,
  0,
  [
    () => Configuration$,
    0
  ]
];
var __listOfConfigurationRevision = [
  1,
  n0,
  _lOCR,
  0,
  [
    () => ConfigurationRevision$,
    0
  ]
];
var __listOfDestinationTable = [
  1,
  n0,
  _lODT,
  0,
  [
    () => DestinationTable$,
    0
  ]
];
var __listOfKafkaCluster = [
  1,
  n0,
  _lOKC,
  0,
  [
    () => KafkaCluster$,
    0
  ]
];
var __listOfKafkaClusterDescription = [
  1,
  n0,
  _lOKCD,
  0,
  [
    () => KafkaClusterDescription$,
    0
  ]
];
var __listOfKafkaClusterSummary = [
  1,
  n0,
  _lOKCS,
  0,
  [
    () => KafkaClusterSummary$,
    0
  ]
];
var __listOfKafkaVersion = [
  1,
  n0,
  _lOKV,
  0,
  [
    () => KafkaVersion$,
    0
  ]
];
var __listOfNodeInfo = [
  1,
  n0,
  _lONI,
  0,
  [
    () => NodeInfo$,
    0
  ]
];
var __listOfPartitionSource = [
  1,
  n0,
  _lOPS,
  0,
  [
    () => PartitionSource$,
    0
  ]
];
var __listOfReplicationInfo = [
  1,
  n0,
  _lORI,
  0,
  [
    () => ReplicationInfo$,
    0
  ]
];
var __listOfReplicationInfoDescription = [
  1,
  n0,
  _lORID,
  0,
  [
    () => ReplicationInfoDescription$,
    0
  ]
];
var __listOfReplicationInfoSummary = [
  1,
  n0,
  _lORIS,
  0,
  [
    () => ReplicationInfoSummary$,
    0
  ]
];
var __listOfReplicatorSummary = [
  1,
  n0,
  _lORS,
  0,
  [
    () => ReplicatorSummary$,
    0
  ]
];
var __listOfTopicConfiguration = [
  1,
  n0,
  _lOTC,
  0,
  [
    () => TopicConfiguration$,
    0
  ]
];
var __listOfTopicInfo = [
  1,
  n0,
  _lOTI,
  0,
  [
    () => TopicInfo$,
    0
  ]
];
var __listOfTopicPartitionInfo = [
  1,
  n0,
  _lOTPI,
  0,
  [
    () => TopicPartitionInfo$,
    0
  ]
];
var __listOfUnprocessedScramSecret = [
  1,
  n0,
  _lOUSS,
  0,
  [
    () => UnprocessedScramSecret$,
    0
  ]
];
var __listOfVpcConfig = [
  1,
  n0,
  _lOVC,
  0,
  [
    () => VpcConfig$,
    0
  ]
];
var __listOfVpcConnection = [
  1,
  n0,
  _lOVCi,
  0,
  [
    () => VpcConnection$,
    0
  ]
];
var __mapOf__string = 128 | 0;
var BatchAssociateScramSecret$ = [
  9,
  n0,
  _BASS,
  { [_h]: ["POST", "/v1/clusters/{ClusterArn}/scram-secrets", 200] },
  () => BatchAssociateScramSecretRequest$,
  () => BatchAssociateScramSecretResponse$
];
var BatchDisassociateScramSecret$ = [
  9,
  n0,
  _BDSS,
  { [_h]: ["PATCH", "/v1/clusters/{ClusterArn}/scram-secrets", 200] },
  () => BatchDisassociateScramSecretRequest$,
  () => BatchDisassociateScramSecretResponse$
];
var CreateChannel$ = [
  9,
  n0,
  _CCr,
  { [_h]: ["POST", "/v1/clusters/{ClusterArn}/channels", 200] },
  () => CreateChannelRequest$,
  () => CreateChannelResponse$
];
var CreateCluster$ = [
  9,
  n0,
  _CCre,
  { [_h]: ["POST", "/v1/clusters", 200] },
  () => CreateClusterRequest$,
  () => CreateClusterResponse$
];
var CreateClusterV2$ = [
  9,
  n0,
  _CCV,
  { [_h]: ["POST", "/api/v2/clusters", 200] },
  () => CreateClusterV2Request$,
  () => CreateClusterV2Response$
];
var CreateConfiguration$ = [
  9,
  n0,
  _CCrea,
  { [_h]: ["POST", "/v1/configurations", 200] },
  () => CreateConfigurationRequest$,
  () => CreateConfigurationResponse$
];
var CreateReplicator$ = [
  9,
  n0,
  _CRr,
  { [_h]: ["POST", "/replication/v1/replicators", 200] },
  () => CreateReplicatorRequest$,
  () => CreateReplicatorResponse$
];
var CreateTopic$ = [
  9,
  n0,
  _CTr,
  { [_h]: ["POST", "/v1/clusters/{ClusterArn}/topics", 200] },
  () => CreateTopicRequest$,
  () => CreateTopicResponse$
];
var CreateVpcConnection$ = [
  9,
  n0,
  _CVCr,
  { [_h]: ["POST", "/v1/vpc-connection", 200] },
  () => CreateVpcConnectionRequest$,
  () => CreateVpcConnectionResponse$
];
var DeleteChannel$ = [
  9,
  n0,
  _DC,
  { [_h]: ["DELETE", "/v1/clusters/{ClusterArn}/channels/{ChannelArn}", 200] },
  () => DeleteChannelRequest$,
  () => DeleteChannelResponse$
];
var DeleteCluster$ = [
  9,
  n0,
  _DCe,
  { [_h]: ["DELETE", "/v1/clusters/{ClusterArn}", 200] },
  () => DeleteClusterRequest$,
  () => DeleteClusterResponse$
];
var DeleteClusterPolicy$ = [
  9,
  n0,
  _DCP,
  { [_h]: ["DELETE", "/v1/clusters/{ClusterArn}/policy", 200] },
  () => DeleteClusterPolicyRequest$,
  () => DeleteClusterPolicyResponse$
];
var DeleteConfiguration$ = [
  9,
  n0,
  _DCel,
  { [_h]: ["DELETE", "/v1/configurations/{Arn}", 200] },
  () => DeleteConfigurationRequest$,
  () => DeleteConfigurationResponse$
];
var DeleteReplicator$ = [
  9,
  n0,
  _DR,
  { [_h]: ["DELETE", "/replication/v1/replicators/{ReplicatorArn}", 200] },
  () => DeleteReplicatorRequest$,
  () => DeleteReplicatorResponse$
];
var DeleteTopic$ = [
  9,
  n0,
  _DTel,
  { [_h]: ["DELETE", "/v1/clusters/{ClusterArn}/topics/{TopicName}", 200] },
  () => DeleteTopicRequest$,
  () => DeleteTopicResponse$
];
var DeleteVpcConnection$ = [
  9,
  n0,
  _DVC,
  { [_h]: ["DELETE", "/v1/vpc-connection/{Arn}", 200] },
  () => DeleteVpcConnectionRequest$,
  () => DeleteVpcConnectionResponse$
];
var DescribeChannel$ = [
  9,
  n0,
  _DCes,
  { [_h]: ["GET", "/v1/clusters/{ClusterArn}/channels/{ChannelArn}", 200] },
  () => DescribeChannelRequest$,
  () => DescribeChannelResponse$
];
var DescribeCluster$ = [
  9,
  n0,
  _DCesc,
  { [_h]: ["GET", "/v1/clusters/{ClusterArn}", 200] },
  () => DescribeClusterRequest$,
  () => DescribeClusterResponse$
];
var DescribeClusterOperation$ = [
  9,
  n0,
  _DCO,
  { [_h]: ["GET", "/v1/operations/{ClusterOperationArn}", 200] },
  () => DescribeClusterOperationRequest$,
  () => DescribeClusterOperationResponse$
];
var DescribeClusterOperationV2$ = [
  9,
  n0,
  _DCOV,
  { [_h]: ["GET", "/api/v2/operations/{ClusterOperationArn}", 200] },
  () => DescribeClusterOperationV2Request$,
  () => DescribeClusterOperationV2Response$
];
var DescribeClusterV2$ = [
  9,
  n0,
  _DCV,
  { [_h]: ["GET", "/api/v2/clusters/{ClusterArn}", 200] },
  () => DescribeClusterV2Request$,
  () => DescribeClusterV2Response$
];
var DescribeConfiguration$ = [
  9,
  n0,
  _DCescr,
  { [_h]: ["GET", "/v1/configurations/{Arn}", 200] },
  () => DescribeConfigurationRequest$,
  () => DescribeConfigurationResponse$
];
var DescribeConfigurationRevision$ = [
  9,
  n0,
  _DCRescribeo,
  { [_h]: ["GET", "/v1/configurations/{Arn}/revisions/{Revision}", 200] },
  () => DescribeConfigurationRevisionRequest$,
  () => DescribeConfigurationRevisionResponse$
];
var DescribeReplicator$ = [
  9,
  n0,
  _DRe,
  { [_h]: ["GET", "/replication/v1/replicators/{ReplicatorArn}", 200] },
  () => DescribeReplicatorRequest$,
  () => DescribeReplicatorResponse$
];
var DescribeTopic$ = [
  9,
  n0,
  _DTes,
  { [_h]: ["GET", "/v1/clusters/{ClusterArn}/topics/{TopicName}", 200] },
  () => DescribeTopicRequest$,
  () => DescribeTopicResponse$
];
var DescribeTopicPartitions$ = [
  9,
  n0,
  _DTP,
  { [_h]: ["GET", "/v1/clusters/{ClusterArn}/topics/{TopicName}/partitions", 200] },
  () => DescribeTopicPartitionsRequest$,
  () => DescribeTopicPartitionsResponse$
];
var DescribeVpcConnection$ = [
  9,
  n0,
  _DVCe,
  { [_h]: ["GET", "/v1/vpc-connection/{Arn}", 200] },
  () => DescribeVpcConnectionRequest$,
  () => DescribeVpcConnectionResponse$
];
var GetBootstrapBrokers$ = [
  9,
  n0,
  _GBB,
  { [_h]: ["GET", "/v1/clusters/{ClusterArn}/bootstrap-brokers", 200] },
  () => GetBootstrapBrokersRequest$,
  () => GetBootstrapBrokersResponse$
];
var GetClusterPolicy$ = [
  9,
  n0,
  _GCP,
  { [_h]: ["GET", "/v1/clusters/{ClusterArn}/policy", 200] },
  () => GetClusterPolicyRequest$,
  () => GetClusterPolicyResponse$
];
var GetCompatibleKafkaVersions$ = [
  9,
  n0,
  _GCKV,
  { [_h]: ["GET", "/v1/compatible-kafka-versions", 200] },
  () => GetCompatibleKafkaVersionsRequest$,
  () => GetCompatibleKafkaVersionsResponse$
];
var ListChannels$ = [
  9,
  n0,
  _LC,
  { [_h]: ["GET", "/v1/clusters/{ClusterArn}/channels", 200] },
  () => ListChannelsRequest$,
  () => ListChannelsResponse$
];
var ListClientVpcConnections$ = [
  9,
  n0,
  _LCVC,
  { [_h]: ["GET", "/v1/clusters/{ClusterArn}/client-vpc-connections", 200] },
  () => ListClientVpcConnectionsRequest$,
  () => ListClientVpcConnectionsResponse$
];
var ListClusterOperations$ = [
  9,
  n0,
  _LCO,
  { [_h]: ["GET", "/v1/clusters/{ClusterArn}/operations", 200] },
  () => ListClusterOperationsRequest$,
  () => ListClusterOperationsResponse$
];
var ListClusterOperationsV2$ = [
  9,
  n0,
  _LCOV,
  { [_h]: ["GET", "/api/v2/clusters/{ClusterArn}/operations", 200] },
  () => ListClusterOperationsV2Request$,
  () => ListClusterOperationsV2Response$
];
var ListClusters$ = [
  9,
  n0,
  _LCi,
  { [_h]: ["GET", "/v1/clusters", 200] },
  () => ListClustersRequest$,
  () => ListClustersResponse$
];
var ListClustersV2$ = [
  9,
  n0,
  _LCV,
  { [_h]: ["GET", "/api/v2/clusters", 200] },
  () => ListClustersV2Request$,
  () => ListClustersV2Response$
];
var ListConfigurationRevisions$ = [
  9,
  n0,
  _LCRistonf,
  { [_h]: ["GET", "/v1/configurations/{Arn}/revisions", 200] },
  () => ListConfigurationRevisionsRequest$,
  () => ListConfigurationRevisionsResponse$
];
var ListConfigurations$ = [
  9,
  n0,
  _LCis,
  { [_h]: ["GET", "/v1/configurations", 200] },
  () => ListConfigurationsRequest$,
  () => ListConfigurationsResponse$
];
var ListKafkaVersions$ = [
  9,
  n0,
  _LKV,
  { [_h]: ["GET", "/v1/kafka-versions", 200] },
  () => ListKafkaVersionsRequest$,
  () => ListKafkaVersionsResponse$
];
var ListNodes$ = [
  9,
  n0,
  _LN,
  { [_h]: ["GET", "/v1/clusters/{ClusterArn}/nodes", 200] },
  () => ListNodesRequest$,
  () => ListNodesResponse$
];
var ListReplicators$ = [
  9,
  n0,
  _LRi,
  { [_h]: ["GET", "/replication/v1/replicators", 200] },
  () => ListReplicatorsRequest$,
  () => ListReplicatorsResponse$
];
var ListScramSecrets$ = [
  9,
  n0,
  _LSS,
  { [_h]: ["GET", "/v1/clusters/{ClusterArn}/scram-secrets", 200] },
  () => ListScramSecretsRequest$,
  () => ListScramSecretsResponse$
];
var ListTagsForResource$ = [
  9,
  n0,
  _LTFR,
  { [_h]: ["GET", "/v1/tags/{ResourceArn}", 200] },
  () => ListTagsForResourceRequest$,
  () => ListTagsForResourceResponse$
];
var ListTopics$ = [
  9,
  n0,
  _LT,
  { [_h]: ["GET", "/v1/clusters/{ClusterArn}/topics", 200] },
  () => ListTopicsRequest$,
  () => ListTopicsResponse$
];
var ListVpcConnections$ = [
  9,
  n0,
  _LVC,
  { [_h]: ["GET", "/v1/vpc-connections", 200] },
  () => ListVpcConnectionsRequest$,
  () => ListVpcConnectionsResponse$
];
var PutClusterPolicy$ = [
  9,
  n0,
  _PCP,
  { [_h]: ["PUT", "/v1/clusters/{ClusterArn}/policy", 200] },
  () => PutClusterPolicyRequest$,
  () => PutClusterPolicyResponse$
];
var RebootBroker$ = [
  9,
  n0,
  _RB,
  { [_h]: ["PUT", "/v1/clusters/{ClusterArn}/reboot-broker", 200] },
  () => RebootBrokerRequest$,
  () => RebootBrokerResponse$
];
var RejectClientVpcConnection$ = [
  9,
  n0,
  _RCVC,
  { [_h]: ["PUT", "/v1/clusters/{ClusterArn}/client-vpc-connection", 200] },
  () => RejectClientVpcConnectionRequest$,
  () => RejectClientVpcConnectionResponse$
];
var TagResource$ = [
  9,
  n0,
  _TRa,
  { [_h]: ["POST", "/v1/tags/{ResourceArn}", 204] },
  () => TagResourceRequest$,
  () => __Unit
];
var UntagResource$ = [
  9,
  n0,
  _UR,
  { [_h]: ["DELETE", "/v1/tags/{ResourceArn}", 204] },
  () => UntagResourceRequest$,
  () => __Unit
];
var UpdateBrokerCount$ = [
  9,
  n0,
  _UBC,
  { [_h]: ["PUT", "/v1/clusters/{ClusterArn}/nodes/count", 200] },
  () => UpdateBrokerCountRequest$,
  () => UpdateBrokerCountResponse$
];
var UpdateBrokerStorage$ = [
  9,
  n0,
  _UBS,
  { [_h]: ["PUT", "/v1/clusters/{ClusterArn}/nodes/storage", 200] },
  () => UpdateBrokerStorageRequest$,
  () => UpdateBrokerStorageResponse$
];
var UpdateBrokerType$ = [
  9,
  n0,
  _UBT,
  { [_h]: ["PUT", "/v1/clusters/{ClusterArn}/nodes/type", 200] },
  () => UpdateBrokerTypeRequest$,
  () => UpdateBrokerTypeResponse$
];
var UpdateChannel$ = [
  9,
  n0,
  _UC,
  { [_h]: ["PUT", "/v1/clusters/{ClusterArn}/channels/{ChannelArn}", 200] },
  () => UpdateChannelRequest$,
  () => UpdateChannelResponse$
];
var UpdateClusterConfiguration$ = [
  9,
  n0,
  _UCC,
  { [_h]: ["PUT", "/v1/clusters/{ClusterArn}/configuration", 200] },
  () => UpdateClusterConfigurationRequest$,
  () => UpdateClusterConfigurationResponse$
];
var UpdateClusterKafkaVersion$ = [
  9,
  n0,
  _UCKV,
  { [_h]: ["PUT", "/v1/clusters/{ClusterArn}/version", 200] },
  () => UpdateClusterKafkaVersionRequest$,
  () => UpdateClusterKafkaVersionResponse$
];
var UpdateConfiguration$ = [
  9,
  n0,
  _UCp,
  { [_h]: ["PUT", "/v1/configurations/{Arn}", 200] },
  () => UpdateConfigurationRequest$,
  () => UpdateConfigurationResponse$
];
var UpdateConnectivity$ = [
  9,
  n0,
  _UCpd,
  { [_h]: ["PUT", "/v1/clusters/{ClusterArn}/connectivity", 200] },
  () => UpdateConnectivityRequest$,
  () => UpdateConnectivityResponse$
];
var UpdateMonitoring$ = [
  9,
  n0,
  _UM,
  { [_h]: ["PUT", "/v1/clusters/{ClusterArn}/monitoring", 200] },
  () => UpdateMonitoringRequest$,
  () => UpdateMonitoringResponse$
];
var UpdateRebalancing$ = [
  9,
  n0,
  _URp,
  { [_h]: ["PUT", "/v1/clusters/{ClusterArn}/rebalancing", 200] },
  () => UpdateRebalancingRequest$,
  () => UpdateRebalancingResponse$
];
var UpdateReplicationInfo$ = [
  9,
  n0,
  _URI,
  { [_h]: ["PUT", "/replication/v1/replicators/{ReplicatorArn}/replication-info", 200] },
  () => UpdateReplicationInfoRequest$,
  () => UpdateReplicationInfoResponse$
];
var UpdateSecurity$ = [
  9,
  n0,
  _US,
  { [_h]: ["PATCH", "/v1/clusters/{ClusterArn}/security", 200] },
  () => UpdateSecurityRequest$,
  () => UpdateSecurityResponse$
];
var UpdateStorage$ = [
  9,
  n0,
  _USp,
  { [_h]: ["PUT", "/v1/clusters/{ClusterArn}/storage", 200] },
  () => UpdateStorageRequest$,
  () => UpdateStorageResponse$
];
var UpdateTopic$ = [
  9,
  n0,
  _UT,
  { [_h]: ["PUT", "/v1/clusters/{ClusterArn}/topics/{TopicName}", 200] },
  () => UpdateTopicRequest$,
  () => UpdateTopicResponse$
];
var getRuntimeConfig = (config) => {
  return {
    apiVersion: "2018-11-14",
    base64Decoder: config?.base64Decoder ?? import_chunk_OX3TEXKV.fromBase64,
    base64Encoder: config?.base64Encoder ?? import_chunk_OX3TEXKV.toBase64,
    disableHostPrefix: config?.disableHostPrefix ?? false,
    endpointProvider: config?.endpointProvider ?? defaultEndpointResolver,
    extensions: config?.extensions ?? [],
    httpAuthSchemeProvider: config?.httpAuthSchemeProvider ?? defaultKafkaHttpAuthSchemeProvider,
    httpAuthSchemes: config?.httpAuthSchemes ?? [
      {
        schemeId: "aws.auth#sigv4",
        identityProvider: (ipc) => ipc.getIdentityProvider("aws.auth#sigv4"),
        signer: new import_chunk_JHFG2Z7H.AwsSdkSigV4Signer()
      }
    ],
    logger: config?.logger ?? new import_chunk_O2T2GEJ4.NoOpLogger(),
    protocol: config?.protocol ?? import_chunk_JHFG2Z7H.AwsRestJsonProtocol,
    protocolSettings: config?.protocolSettings ?? {
      defaultNamespace: "com.amazonaws.kafka",
      errorTypeRegistries,
      version: "2018-11-14",
      serviceTarget: "Kafka"
    },
    serviceId: config?.serviceId ?? "Kafka",
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
var KafkaClient = class extends import_chunk_O2T2GEJ4.Client {
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
      httpAuthSchemeParametersProvider: defaultKafkaHttpAuthSchemeParametersProvider,
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
var command = (0, import_chunk_O2T2GEJ4.makeBuilder)(commonParams, "Kafka", "KafkaClient", import_chunk_DGS33MJG.getEndpointPlugin);
var _ep0 = {};
var _mw0 = (Command, cs, config, o) => [];
var GetBootstrapBrokersCommand = class extends command(_ep0, _mw0, "GetBootstrapBrokers", GetBootstrapBrokers$) {
};
var ListClustersV2Command = class extends command(_ep0, _mw0, "ListClustersV2", ListClustersV2$) {
};
var ListReplicatorsCommand = class extends command(_ep0, _mw0, "ListReplicators", ListReplicators$) {
};
var kafka = (0, import_chunk_GXYDZJUK.defineService)("kafka", (settings) => new KafkaClient(settings), {
  listClustersV2: ListClustersV2Command,
  getBootstrapBrokers: GetBootstrapBrokersCommand,
  listReplicators: ListReplicatorsCommand
});
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  kafka
});
