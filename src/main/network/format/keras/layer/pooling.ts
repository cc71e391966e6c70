import { z } from 'zod'
import { padsFor } from '../../convert/padding.ts'
import { ownTensor } from '../../convert/tensor.ts'
import { images } from './images.ts'
import { dataFormat, layerType, padding, sizes } from './layer.ts'

const window = (type: 'MaxPool' | 'AveragePool') =>
  layerType(
    z.object({
      pool_size: sizes.default([2, 2]),
      strides: sizes.nullish(),
      padding,
      data_format: dataFormat,
    }),
    ({ pool_size, strides, padding, data_format }, call) => {
      const input = images(call, data_format)
      const steps = strides ?? pool_size
      const over = (axis: 0 | 1) => ({ size: pool_size[axis], stride: steps[axis], dilation: 1 })
      const pads = padsFor(padding, input.size, [over(0), over(1)])
      const params = { kernel_shape: pool_size, strides: steps, pads }
      return input.tensor(call.graph.node(type, [input.name], params, call.output))
    },
  )

const global = (type: 'GlobalMaxPool' | 'GlobalAveragePool') =>
  layerType(z.object({ data_format: dataFormat, keepdims: z.boolean().default(false) }), (config, call) => {
    const { graph, output } = call
    const input = images(call, config.data_format)
    const name = graph.node(type, [input.name], {}, config.keepdims ? output : `${output}/kept`)
    if (config.keepdims) return input.tensor(name)
    return ownTensor(graph, graph.node('Flatten', [name], { axis: 1 }, output))
  })

/** Pooling of images. TensorFlow's averages do not count what lies outside, and nor do ONNX's. */
export const poolingLayers = {
  MaxPooling2D: window('MaxPool'),
  MaxPool2D: window('MaxPool'),
  AveragePooling2D: window('AveragePool'),
  AvgPool2D: window('AveragePool'),
  GlobalMaxPooling2D: global('GlobalMaxPool'),
  GlobalMaxPool2D: global('GlobalMaxPool'),
  GlobalAveragePooling2D: global('GlobalAveragePool'),
  GlobalAvgPool2D: global('GlobalAveragePool'),
}
