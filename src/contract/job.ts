import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { solverNameSchema, tracePointSchema } from './measures.ts'

/** What makes one adversary: a single pair is an experiment with one item. */
export const pairSpecSchema = z.object({
  source: z.string(),
  guide: z.string(),
  network: z.string(),
  layer: z.string(),
  delta: z.number().positive().max(255),
  solver: solverNameSchema,
  maxEvaluations: z.int().min(1).max(100_000),
})
export type PairSpec = z.infer<typeof pairSpecSchema>

export const jobStateSchema = z.enum(['queued', 'running', 'finished', 'cancelled', 'failed', 'interrupted'])
export type JobState = z.infer<typeof jobStateSchema>

export const jobSchema = z.object({
  id: z.string(),
  spec: pairSpecSchema,
  state: jobStateSchema,
  evaluations: z.int(),
  /** Evaluations per second over the last few seconds; null until known. */
  rate: z.number().nullable(),
  /** Seconds left at that rate; null until known. */
  remaining: z.number().nullable(),
  ratio: z.number().nullable(),
  /** The result's key once finished. */
  result: z.string().nullable(),
  error: z.string().nullable(),
  createdAt: z.string(),
})
export type Job = z.infer<typeof jobSchema>

/** `trace` holds the points since the last event, so that a chart can be drawn without reading it all again. */
export const jobEventSchema = z.object({ job: jobSchema, trace: z.array(tracePointSchema) })
export type JobEvent = z.infer<typeof jobEventSchema>

export const jobContract = {
  /** Queues the pair; a pair already made is answered with its finished job at once. */
  start: oc.input(pairSpecSchema).output(jobSchema),
  list: oc.output(z.array(jobSchema)),
  /** The whole trace first, then each change, ending when the job does. */
  watch: oc.input(z.object({ id: z.string() })).output(eventIterator(jobEventSchema)),
  cancel: oc.input(z.object({ id: z.string() })).output(jobSchema),
}
