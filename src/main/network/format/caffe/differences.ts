import type { WeightLayer } from '../caffemodel.ts'
import { listed } from '../wording.ts'
import type { ConvertedLayer } from './layers.ts'
import { conversions } from './operators.ts'
import { UnsupportedError } from './unsupported.ts'

/**
 * A weights file carries the description it was trained with. Where that differs from the description given, in a
 * way that leaves every shape as it is, the weights may be another network's (AlexNet's fit CaffeNet).
 * @returns a sentence for the user, or none
 */
export function differences(
  layers: readonly ConvertedLayer[],
  stored: readonly WeightLayer[],
  names: { readonly prototxt: string; readonly caffemodel: string },
): string[] {
  const trained = new Map(stored.map((layer) => [layer.name, layer]))
  const found = layers.filter((layer) => {
    const other = trained.get(layer.name)
    return other !== undefined && differ(layer, other)
  })
  if (found.length === 0) return []
  const list = listed(found.map(({ name }) => name))
  return [
    `${names.caffemodel} was trained with other settings or connections at ${list}; ${names.prototxt} is followed.`,
  ]
}

function differ(layer: ConvertedLayer, other: WeightLayer): boolean {
  if (layer.type !== other.type) return true
  const bottoms = other.bottoms.map(withoutSplit)
  if (bottoms.length > 0 && bottoms.join() !== layer.bottoms.map(withoutSplit).join()) return true
  const params = storedParams(other)
  return params !== undefined && canonical(params) !== canonical(layer.params)
}

function storedParams(layer: WeightLayer): Record<string, unknown> | undefined {
  const conversion = conversions[layer.type]
  try {
    return conversion?.params?.(layer.message.message(conversion.field ?? ''), layer.tops.length)
  } catch (error) {
    if (error instanceof UnsupportedError) return undefined
    throw error
  }
}

/** Caffe copies a blob that several layers take, and names the copies after it. */
const withoutSplit = (blob: string): string => blob.replace(/_[^_]*_\d+_split(?:_\d+)?$/, '')

/** Numbers as float32, as the weights file has them. */
function canonical(params: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(params, (_, value: unknown) =>
    typeof value === 'number' ? Math.fround(value) : value,
  )
}
