import { z } from 'zod'
import { provenanceSchema } from './provenance.ts'

/** A class a network named, with its probability. */
export const predictionSchema = z.object({ index: z.int(), label: z.string(), probability: z.number() })
export type Prediction = z.infer<typeof predictionSchema>

/** The measures of one version of an adversary, taken on exactly those pixels. Pixels are in [0, 255] units. */
export const adversaryMeasuresSchema = z.object({
  /** ‖φ(a) − φ(g)‖², without a half. */
  objective: z.number(),
  /** d(a,g) / d(s,g), Euclidean. */
  ratio: z.number(),
  maxChange: z.number(),
  meanChange: z.number(),
})
export type AdversaryMeasures = z.infer<typeof adversaryMeasuresSchema>

/** Top five classes of the three images; the adversary's are those of its 8-bit pixels. Empty without classes. */
export const labelsSchema = z.object({
  source: z.array(predictionSchema),
  guide: z.array(predictionSchema),
  adversary: z.array(predictionSchema),
})

/** What makes an adversary: `src/main/method/registry.ts` has one function a name. */
export const methodNameSchema = z.enum(['feature-opt'])
export type MethodName = z.infer<typeof methodNameSchema>

export const solverNameSchema = z.enum(['fast', 'lbfgsb'])
export type SolverName = z.infer<typeof solverNameSchema>

/** One point of an optimisation's trace: after `evaluations`, the best objective so far and its distance ratio. */
export const tracePointSchema = z.object({ evaluations: z.int(), objective: z.number(), ratio: z.number() })
export type TracePoint = z.infer<typeof tracePointSchema>

/** All that is known of one finished adversary: what report.json holds and the result page shows. */
export const reportSchema = z.object({
  source: z.string(),
  guide: z.string(),
  network: z.string(),
  layer: z.string(),
  delta: z.number(),
  method: methodNameSchema,
  solver: solverNameSchema,
  maxEvaluations: z.int(),
  evaluations: z.int(),
  seconds: z.number(),
  outcome: z.enum(['converged', 'budget', 'stalled']),
  message: z.string(),
  float32: adversaryMeasuresSchema,
  eightBit: adversaryMeasuresSchema,
  labels: labelsSchema,
  trace: z.array(tracePointSchema),
  /** Sentences the user should know: what was assumed, converted, resized or left out. */
  notes: z.array(z.string()),
  provenance: provenanceSchema.extend({
    sourceHash: z.string(),
    guideHash: z.string(),
    /** Null where the method draws no random number. */
    seed: z.int().nullable(),
  }),
})
export type Report = z.infer<typeof reportSchema>
