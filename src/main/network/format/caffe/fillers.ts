import { constant, type Filler, type Fillers } from '../../random/filler.ts'
import { fileError } from '../file.ts'
import type { Message } from '../protobuf/message.ts'
import type { ConvertedLayer } from './layers.ts'
import { conversions } from './operators.ts'
import { UnsupportedError } from './unsupported.ts'

/** The fields of a layer's parameters that say how each of its weights is filled. */
const fields: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Convolution: { weight: 'weight_filler', bias: 'bias_filler' },
  InnerProduct: { weight: 'weight_filler', bias: 'bias_filler' },
  Scale: { weight: 'filler', bias: 'bias_filler' },
  Bias: { bias: 'filler' },
  PReLU: { weight: 'filler' },
}

/** What Caffe fills with where no filler is given, if not with zero. */
const defaults: Readonly<Record<string, number>> = { 'Scale/weight': 1, 'PReLU/weight': 0.25 }

/**
 * How a description's weights are filled before training, by `<layer>/<role>`; a batch normalisation's statistics have
 * no filler.
 * @throws NetworkFileError naming the layer whose filler is not supported
 */
export function caffeFillers(layers: readonly ConvertedLayer[], file: string): Fillers {
  return new Map(layers.flatMap((layer) => fillersOf(layer, file)))
}

function fillersOf({ name, type, roles, origin }: ConvertedLayer, file: string): [string, Filler][] {
  const params = origin.message.message(conversions[type]?.field ?? '')
  return roles.flatMap((role): [string, Filler][] => {
    const field = fields[type]?.[role]
    if (field === undefined) return []
    const key = `${name}/${role}`
    if (!params.has(field)) return [[key, constant(defaults[`${type}/${role}`] ?? 0)]]
    try {
      return [[key, filler(params.message(field))]]
    } catch (cause) {
      if (!(cause instanceof UnsupportedError)) throw cause
      throw fileError(file, `layer "${name}" (${type}) ${cause.message}`, cause)
    }
  })
}

function filler(m: Message): Filler {
  const type = m.text('type') ?? 'constant'
  if ((m.number('sparse') ?? -1) >= 0) {
    throw new UnsupportedError('has a sparse filler, which is not supported')
  }
  switch (type) {
    case 'constant':
      return constant(m.number('value') ?? 0)
    case 'uniform':
      return { type, min: m.number('min') ?? 0, max: m.number('max') ?? 1 }
    case 'gaussian':
      return { type, mean: m.number('mean') ?? 0, std: m.number('std') ?? 1 }
    case 'positive_unitball':
      return { type }
    case 'xavier':
    case 'msra':
      return { type, norm: varianceNorm(m) }
    default:
      throw new UnsupportedError(`has a filler of type "${type}", which is not supported`)
  }
}

function varianceNorm(m: Message): 'FAN_IN' | 'FAN_OUT' | 'AVERAGE' {
  const norm = m.text('variance_norm')
  return norm === 'FAN_OUT' || norm === 'AVERAGE' ? norm : 'FAN_IN'
}
