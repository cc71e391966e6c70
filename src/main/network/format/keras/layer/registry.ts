import { activationLayers } from './activation.ts'
import { arithmeticLayers, operations } from './arithmetic.ts'
import { convolutionLayers } from './convolution.ts'
import { denseLayers } from './dense.ts'
import type { LayerType } from './layer.ts'
import { mergeLayers } from './merge.ts'
import { normalizationLayers } from './normalization.ts'
import { poolingLayers } from './pooling.ts'
import { shapeLayers } from './shape.ts'
import { trainingLayers } from './training.ts'

const layers: ReadonlyMap<string, LayerType> = new Map(
  Object.entries({
    ...activationLayers,
    ...arithmeticLayers,
    ...convolutionLayers,
    ...denseLayers,
    ...mergeLayers,
    ...normalizationLayers,
    ...poolingLayers,
    ...shapeLayers,
    ...trainingLayers,
  }),
)

const arithmetic: ReadonlyMap<string, LayerType> = new Map(Object.entries(operations))

/**
 * The layer type of a class. Operations share names with layers: their module tells them apart and, in files that do not say it, that they
 * take numbers.
 */
export function layerTypeOf(className: string, module: string, takesNumbers: boolean): LayerType | undefined {
  if (module.startsWith('keras.src.ops.') || takesNumbers)
    return arithmetic.get(className) ?? (takesNumbers ? layers.get(className) : undefined)
  return layers.get(className) ?? arithmetic.get(className)
}
