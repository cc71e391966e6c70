import { z } from 'zod'

/** What Caffe divides by: the inputs a unit sums, the outputs an input goes to, or the mean of both. */
const norm = z.enum(['FAN_IN', 'FAN_OUT', 'AVERAGE']).default('FAN_IN')

/**
 * How a weight is filled before training, by Caffe's names (`FillerParameter`):
 * `constant`; `uniform` in [min, max); `gaussian`; `positive_unitball`, uniform in [0, 1) and then each output's
 * inputs divided by their sum; `xavier`, uniform in ±√(3 / n) (Glorot and Bengio, 2010, n being the fan-in as Caffe
 * has it); `msra`, Gaussian with deviation √(2 / n) (He et al., 2015).
 */
export const fillerSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('constant'), value: z.number().default(0) }),
  z.strictObject({ type: z.literal('uniform'), min: z.number().default(0), max: z.number().default(1) }),
  z.strictObject({
    type: z.literal('gaussian'),
    mean: z.number().default(0),
    std: z.number().min(0).default(1),
  }),
  z.strictObject({ type: z.literal('positive_unitball') }),
  z.strictObject({ type: z.literal('xavier'), norm }),
  z.strictObject({ type: z.literal('msra'), norm }),
])

export type Filler = z.infer<typeof fillerSchema>

/** Fillers by `<layer>/<role>`, as weights are named. */
export type Fillers = ReadonlyMap<string, Filler>

export const constant = (value: number): Filler => ({ type: 'constant', value })
export const gaussian = (std: number): Filler => ({ type: 'gaussian', mean: 0, std })
export const xavier: Filler = { type: 'xavier', norm: 'FAN_IN' }
export const msra: Filler = { type: 'msra', norm: 'FAN_IN' }
