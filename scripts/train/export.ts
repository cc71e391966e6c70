import { basename } from 'node:path'
import { writeGuise } from '../../src/main/network/format/guise.ts'
import type { Weight } from '../../src/main/network/graph.ts'
import * as tf from '../../src/main/tensor/tf.ts'
import { graphOf, poolSize } from './architecture.ts'
import { cardOf } from './card.ts'
import { fold, type Parameters } from './parameters.ts'

/** Writes the network for the app into `folder`, whose name it takes, with the batch normalisation folded away. */
export async function exportNetwork(
  folder: string,
  parameters: Parameters,
  ids: readonly string[],
): Promise<void> {
  const graph = graphOf(basename(folder), ids.length)
  await writeGuise(folder, { graph, card: cardOf(ids), weights: await caffeWeights(parameters), notes: [] })
}

/** Folded weights in Caffe's layouts: out × in × height × width, and out × in with `in` by channel, height, width. */
async function caffeWeights(parameters: Parameters): Promise<Map<string, Weight>> {
  const stored = new Map<string, Weight>()
  for (const [name, tensor] of fold(parameters)) {
    const moved = tf.tidy(() => {
      if (tensor.rank === 4) return tf.transpose(tensor, [3, 2, 0, 1])
      if (name === 'fc6/weight') {
        const outputs = tensor.shape[1] ?? 0
        const [inputs, spatial] = [tensor.shape[0] ?? 0, [poolSize, poolSize]]
        const blocks = tensor.reshape([...spatial, inputs / poolSize ** 2, outputs])
        return tf.transpose(blocks, [3, 2, 0, 1]).reshape([outputs, inputs])
      }
      return tensor.rank === 2 ? tf.transpose(tensor) : tensor.clone()
    })
    stored.set(name, { shape: moved.shape, data: Float32Array.from(await moved.data()) })
    tf.dispose([moved, tensor])
  }
  return stored
}
