import { channelsFirst, firstTensor, own, ownTensor, type Tensor } from '../../convert/tensor.ts'
import { type Call, type DataFormat, image } from './layer.ts'

/** A layer's input as ONNX takes images, and the way to hand on what it makes of it in the layer's own format. */
export interface Images {
  readonly name: string
  readonly channels: number
  readonly size: readonly [number, number]
  tensor(name: string): Tensor
}

/** The images that a layer takes, whose configuration says where their channels are. */
export function images(call: Call, format: DataFormat): Images {
  const input = image(call)
  const last = format === 'channels_last'
  const name = last ? channelsFirst(call.graph, input) : own(call.graph, input)
  const [, channels = 0, height = 0, width = 0] = call.graph.shape(name)
  return {
    name,
    channels,
    size: [height, width],
    tensor: (made) => (last ? firstTensor(made) : ownTensor(call.graph, made)),
  }
}
