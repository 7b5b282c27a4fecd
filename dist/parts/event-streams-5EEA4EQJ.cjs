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
  EventStreamCodec: () => import_chunk_4WF6O4QW.EventStreamCodec,
  EventStreamMarshaller: () => import_chunk_4WF6O4QW.EventStreamMarshaller2,
  EventStreamSerde: () => import_chunk_4WF6O4QW.EventStreamSerde,
  HeaderMarshaller: () => import_chunk_4WF6O4QW.HeaderMarshaller,
  Int64: () => import_chunk_4WF6O4QW.Int64,
  MessageDecoderStream: () => import_chunk_4WF6O4QW.MessageDecoderStream,
  MessageEncoderStream: () => import_chunk_4WF6O4QW.MessageEncoderStream,
  SmithyMessageDecoderStream: () => import_chunk_4WF6O4QW.SmithyMessageDecoderStream,
  SmithyMessageEncoderStream: () => import_chunk_4WF6O4QW.SmithyMessageEncoderStream,
  UniversalEventStreamMarshaller: () => import_chunk_4WF6O4QW.EventStreamMarshaller,
  eventStreamSerdeProvider: () => import_chunk_4WF6O4QW.eventStreamSerdeProvider2,
  getChunkedStream: () => import_chunk_4WF6O4QW.getChunkedStream,
  getMessageUnmarshaller: () => import_chunk_4WF6O4QW.getMessageUnmarshaller,
  getUnmarshalledStream: () => import_chunk_4WF6O4QW.getUnmarshalledStream,
  iterableToReadableStream: () => import_chunk_4WF6O4QW.iterableToReadableStream,
  readableStreamToIterable: () => import_chunk_4WF6O4QW.readableStreamToIterable,
  resolveEventStreamSerdeConfig: () => import_chunk_4WF6O4QW.resolveEventStreamSerdeConfig,
  universalEventStreamSerdeProvider: () => import_chunk_4WF6O4QW.eventStreamSerdeProvider
});
module.exports = __toCommonJS(stdin_exports);
var import_chunk_4WF6O4QW = require("./chunk-4WF6O4QW.cjs");
var import_chunk_6JKAKKG4 = require("./chunk-6JKAKKG4.cjs");
var import_chunk_OX3TEXKV = require("./chunk-OX3TEXKV.cjs");
var import_chunk_K46G7CP5 = require("./chunk-K46G7CP5.cjs");
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  EventStreamCodec,
  EventStreamMarshaller,
  EventStreamSerde,
  HeaderMarshaller,
  Int64,
  MessageDecoderStream,
  MessageEncoderStream,
  SmithyMessageDecoderStream,
  SmithyMessageEncoderStream,
  UniversalEventStreamMarshaller,
  eventStreamSerdeProvider,
  getChunkedStream,
  getMessageUnmarshaller,
  getUnmarshalledStream,
  iterableToReadableStream,
  readableStreamToIterable,
  resolveEventStreamSerdeConfig,
  universalEventStreamSerdeProvider
});
