import { imagesAt, overImage, padsOf } from './images.ts'
import type { Op } from './op.ts'

const pool =
  (type: 'MaxPool' | 'AveragePool'): Op =>
  (call) => {
    const input = imagesAt(call)
    const [size, strides] = [overImage(call, 'ksize'), overImage(call, 'strides')]
    const window = (axis: 0 | 1) => ({ size: size[axis], stride: strides[axis], dilation: 1 })
    const pads = padsOf(call, input.size, [window(0), window(1)])
    return input.tensor(
      call.graph.node(type, [input.name], { kernel_shape: size, strides, pads }, call.output),
    )
  }

/** Pooling of images. */
export const poolingOps: Readonly<Record<string, Op>> = {
  MaxPool: pool('MaxPool'),
  AvgPool: pool('AveragePool'),
}
