import type { Graph, Weight } from '../../graph.ts'
import { weightPlaces } from '../../weight-shapes.ts'
import type { WeightLayer } from '../caffemodel.ts'
import { inFile } from '../check.ts'
import { fileError } from '../file.ts'
import type { ConvertedLayer } from './layers.ts'

/**
 * Gives each layer the blobs that the weights file has under its name, in the shapes the graph asks for. Legacy
 * shapes, which have ones in front, and transposed inner products are put right.
 * @param files the names of the two files, for messages
 * @returns weights by `<layer>/<role>`
 * @throws NetworkFileError naming the layer whose weights are missing or do not fit
 */
export function caffeWeights(
  graph: Graph,
  layers: readonly ConvertedLayer[],
  stored: readonly WeightLayer[],
  files: { readonly prototxt: string; readonly caffemodel: string },
): Map<string, Weight> {
  const byName = new Map(stored.filter(({ blobs }) => blobs.length > 0).map((layer) => [layer.name, layer]))
  const weighted = layers.filter(({ roles }) => roles.length > 0)
  if (weighted.length > 0 && !weighted.some(({ name }) => byName.has(name))) {
    const some = [...byName.keys()].slice(0, 3).join('", "')
    throw fileError(
      files.caffemodel,
      `these are the weights of another network: it has "${some}" …, and ${files.prototxt} asks for "${weighted[0]?.name}" …`,
    )
  }
  const expected = inFile(files.prototxt, () => weightPlaces(graph))
  const weights = new Map<string, Weight>()
  for (const layer of weighted) {
    const error = (reason: string) =>
      fileError(files.caffemodel, `layer "${layer.name}" (${layer.type}) of ${files.prototxt} ${reason}`)
    const blobs = byName.get(layer.name)?.blobs
    if (!blobs) throw error('has no weights here')
    if (blobs.length !== layer.roles.length) {
      throw error(
        `needs ${layer.roles.length} weight blobs (${layer.roles.join(', ')}), and here it has ${blobs.length}`,
      )
    }
    layer.roles.forEach((role, i) => {
      const key = `${layer.name}/${role}`
      const shape = expected.get(key)?.shape
      const blob = blobs[i]
      if (!shape || !blob) throw error(`has no place for its ${role}`)
      const fitted = inShape(isTransposed(layer, role) ? transpose(blob) : blob, shape)
      if (!fitted)
        throw error(`needs a ${role} of ${shape.join(' × ')}, and here it is ${blob.shape.join(' × ')}`)
      weights.set(key, fitted)
    })
  }
  return weights
}

/** Names of layers whose weights nothing asks for. */
export function unusedWeights(layers: readonly ConvertedLayer[], stored: readonly WeightLayer[]): string[] {
  const used = new Set(layers.filter(({ roles }) => roles.length > 0).map(({ name }) => name))
  return stored.filter(({ name, blobs }) => blobs.length > 0 && !used.has(name)).map(({ name }) => name)
}

function inShape({ shape, data }: Weight, expected: readonly number[]): Weight | undefined {
  const extra = shape.length - expected.length
  const leading = shape.slice(0, Math.max(extra, 0))
  const rest = shape.slice(Math.max(extra, 0))
  const fits = leading.every((size) => size === 1) && rest.join() === expected.join()
  return fits ? { shape: expected, data } : undefined
}

function isTransposed(layer: ConvertedLayer, role: string): boolean {
  if (layer.type !== 'InnerProduct' || role !== 'weight') return false
  return layer.origin.message.message('inner_product_param').flag('transpose') ?? false
}

/** `[in, out]` as `[out, in]`. */
function transpose({ shape, data }: Weight): Weight {
  const [rows = 0, columns = 0] = shape.slice(-2)
  const turned = new Float32Array(data.length)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      turned[column * rows + row] = data[row * columns + column] ?? 0
    }
  }
  return { shape: [...shape.slice(0, -2), columns, rows], data: turned }
}
