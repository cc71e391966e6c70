import type { RandomWeights } from '../../../contract/network.ts'
import { NetworkFileError } from '../errors.ts'
import type { Graph } from '../graph.ts'
import { layerError } from '../plan.ts'
import { type WeightPlace, weightPlaces } from '../weight-shapes.ts'
import type { Draw } from './draw.ts'
import { constant, type Filler, type Fillers, msra } from './filler.ts'

/**
 * How each of a graph's weights is drawn: `training` by its own filler; `he` by He et al. (2015), biases 0;
 * `orthonormal` as `training`, each convolution's and fully connected layer's matrix then made orthonormal.
 * What normalises or scales begins as the identity.
 * @throws NetworkFileError where a weight's filler is not known, or all would be zero
 */
export function planDraws(graph: Graph, fillers: Fillers, scheme: RandomWeights): Draw[] {
  const places = [...weightPlaces(graph)]
  const draws = places.map(([key, place]): Draw => {
    const orthonormal = scheme === 'orthonormal' && isMatrix(place)
    return { key, shape: place.shape, filler: fillerOf(key, place, fillers, scheme), orthonormal }
  })
  const matrices = draws.filter((_, i) => isMatrix(places[i]?.[1]))
  if (matrices.length > 0 && matrices.every(({ filler }) => filler.type === 'constant')) {
    throw new NetworkFileError(
      `No layer of ${graph.name === '' ? 'the network' : graph.name} says how its weights are filled before training; ask for weights=he, or give the description for training (train_val.prototxt).`,
    )
  }
  return draws
}

function isMatrix(place: WeightPlace | undefined): boolean {
  return (
    place?.role === 'weight' && (place.layer.type === 'Convolution' || place.layer.type === 'InnerProduct')
  )
}

function fillerOf(key: string, place: WeightPlace, fillers: Fillers, scheme: RandomWeights): Filler {
  const { layer, role } = place
  if (scheme === 'he' && isMatrix(place)) return msra
  if (scheme === 'he' && role === 'bias') return constant(0)
  const filler = fillers.get(key) ?? beginnings[`${layer.type}/${role}`]
  if (filler === undefined) throw layerError(layer, `how its ${role} is filled before training is not known`)
  return filler
}

/** What Caffe, or the meaning of the layer, begins with where no filler is given. */
const beginnings: Readonly<Record<string, Filler>> = {
  'BatchNorm/mean': constant(0),
  'BatchNorm/variance': constant(1),
  'BatchNorm/scale': constant(1),
  'Scale/weight': constant(1),
  'Scale/bias': constant(0),
  'Bias/bias': constant(0),
  'PReLU/weight': constant(0.25),
}
