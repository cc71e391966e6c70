import type { DrawnLayer } from './stacks.ts'

/** Graphs of the published networks' shape, for tests and benchmarks. */
const layer = (name: string, type: string, bottoms: readonly string[]): DrawnLayer => ({
  name,
  type,
  shape: [64, 56, 56],
  bottoms,
  tops: [name],
})

/** ResNet's bottleneck blocks as ONNX has them: convolution, batch normalisation and ReLU each a node. */
export function resNet(blocks: readonly number[] = [3, 4, 6, 3]): DrawnLayer[] {
  const layers: DrawnLayer[] = []
  const add = (name: string, type: string, ...bottoms: string[]): string => {
    layers.push(layer(name, type, bottoms))
    return name
  }
  const step = (name: string, from: string): string =>
    add(`${name}/bn`, 'BatchNormalization', add(`${name}/conv`, 'Conv', from))
  let last = add('maxpool', 'MaxPool', add('relu', 'Relu', step('stem', 'data')))
  for (const [stage, count] of blocks.entries())
    for (let block = 0; block < count; block++) {
      const name = `/layer${stage + 1}/${block}`
      let inner = last
      for (const one of [1, 2]) inner = add(`${name}/relu${one}`, 'Relu', step(`${name}/${one}`, inner))
      const side = block === 0 ? step(`${name}/downsample`, last) : last
      last = add(`${name}/relu`, 'Relu', add(`${name}/add`, 'Add', step(`${name}/3`, inner), side))
    }
  add('fc', 'Gemm', add('flatten', 'Flatten', add('avgpool', 'GlobalAveragePool', last)))
  return layers
}

/** GoogLeNet's nine Inception blocks as Caffe has them, ReLUs in place. */
export function googLeNet(): DrawnLayer[] {
  const layers: DrawnLayer[] = []
  const add = (name: string, type: string, ...bottoms: string[]): string => {
    layers.push(layer(name, type, bottoms))
    return name
  }
  const convolve = (name: string, from: string): string => {
    add(name, 'Convolution', from)
    layers.push({ ...layer(`${name}/relu`, 'ReLU', [name]), tops: [name] })
    return name
  }
  let last = add('pool1/norm1', 'LRN', add('pool1/3x3_s2', 'Pooling', convolve('conv1/7x7_s2', 'data')))
  last = convolve('conv2/3x3', convolve('conv2/3x3_reduce', last))
  last = add('pool2/3x3_s2', 'Pooling', add('conv2/norm2', 'LRN', last))
  for (const block of ['3a', '3b', '4a', '4b', '4c', '4d', '4e', '5a', '5b']) {
    const name = `inception_${block}`
    const branches = [
      convolve(`${name}/1x1`, last),
      convolve(`${name}/3x3`, convolve(`${name}/3x3_reduce`, last)),
      convolve(`${name}/5x5`, convolve(`${name}/5x5_reduce`, last)),
      convolve(`${name}/pool_proj`, add(`${name}/pool`, 'Pooling', last)),
    ]
    last = add(`${name}/output`, 'Concat', ...branches)
    if (block === '3b' || block === '4e') last = add(`pool_after_${block}`, 'Pooling', last)
  }
  add('prob', 'Softmax', add('loss3/classifier', 'InnerProduct', add('pool5/7x7_s1', 'Pooling', last)))
  return layers
}
