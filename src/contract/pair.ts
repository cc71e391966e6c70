import { z } from 'zod'
import { methodNameSchema, solverNameSchema } from './measures.ts'

/** What makes one adversary: a single pair is an experiment with one item. */
export const pairSpecSchema = z.object({
  kind: z.literal('pair'),
  source: z.string(),
  guide: z.string(),
  network: z.string(),
  layer: z.string(),
  /** feature-opt where left out. */
  method: methodNameSchema.optional(),
  delta: z.number().positive().max(255),
  solver: solverNameSchema,
  maxEvaluations: z.int().min(1).max(100_000),
})
export type PairSpec = z.infer<typeof pairSpecSchema>
