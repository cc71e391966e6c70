import type { Layer } from '../../graph.ts'
import { fileError } from '../file.ts'
import type { Message } from '../protobuf/message.ts'
import { typeFromV1 } from './schema.ts'

/** A layer as a file has it, V1 and V2 alike, `type` being today's name. */
export interface CaffeLayer {
  readonly name: string
  readonly type: string
  readonly bottoms: readonly string[]
  readonly tops: readonly string[]
  readonly message: Message
}

/** The same once it is converted to one of ours. */
export interface ConvertedLayer extends Layer {
  /** The layer as the file has it. */
  readonly origin: CaffeLayer
  /** Roles of its weights, in the order of Caffe's blobs. */
  readonly roles: readonly string[]
}

/**
 * The layers of a network, whichever form they are in.
 * @throws NetworkFileError where there are none, both forms are mixed, or the form is Caffe's oldest.
 */
export function caffeLayers(net: Message, file: string): CaffeLayer[] {
  const [v1, v2] = [net.messages('layers'), net.messages('layer')]
  if (v1.length > 0 && v2.length > 0) {
    throw fileError(file, 'it has layers in both of Caffe\'s forms, "layers" and "layer"')
  }
  if (v1.some((layer) => layer.has('layer'))) {
    throw fileError(
      file,
      "its layers are in Caffe's oldest (V0) form; Caffe's upgrade_net_proto tools bring it up to date",
    )
  }
  return [
    ...v1.map((message) => caffeLayer(message, typeFromV1(message.text('type') ?? 'NONE'))),
    ...v2.map((message) => caffeLayer(message, message.text('type') ?? '')),
  ]
}

function caffeLayer(message: Message, type: string): CaffeLayer {
  return {
    name: message.text('name') ?? '',
    type,
    bottoms: message.texts('bottom'),
    tops: message.texts('top'),
    message,
  }
}
