import type { Strength } from '../../contract/internals.ts'
import type { ReadyNetwork } from '../experiment/request.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { InternalsError } from './errors.ts'
import { layerOf } from './layer.ts'
import { keptRepresentations } from './representations.ts'

/**
 * Images by how strongly they activate a unit of a layer, the strongest first: by the unit's value, or of a
 * convolutional layer by the mean of the channel's map.
 * @throws {InternalsError} where there is no such layer or unit
 */
export async function strongest(
  workspace: Workspace,
  ready: ReadyNetwork,
  { layer, unit, images }: { layer: string; unit: number; images: readonly string[] },
): Promise<Strength[]> {
  const { shape, units } = layerOf(ready.network, layer)
  const [count = units] = shape
  if (unit >= count) {
    throw new InternalsError(
      `The layer ${layer} has ${count} units, numbered from 0: there is no unit ${unit}.`,
    )
  }
  const size = units / count
  const kept = await keptRepresentations(workspace, ready, layer, images)
  return kept
    .map(({ values }, i) => ({
      hash: images[i] ?? '',
      value: mean(values.subarray(unit * size, (unit + 1) * size)),
    }))
    .sort((a, b) => b.value - a.value)
}

function mean(values: Float32Array): number {
  let sum = 0
  for (const value of values) sum += value
  return sum / values.length
}
