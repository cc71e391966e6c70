import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { checkSpecSchema } from './check.ts'
import { indexSpecSchema } from './dataset.ts'
import { downloadSpecSchema } from './download.ts'
import { featuresSpecSchema, mapSpecSchema } from './feature.ts'
import { inversionSpecSchema } from './inversion.ts'
import { tracePointSchema } from './measures.ts'
import { importSpecSchema } from './network.ts'
import { pairSpecSchema } from './pair.ts'

/** What the engine can be asked to make, told apart by `kind`; the fields of each are in its own file. */
export const jobSpecSchema = z.discriminatedUnion('kind', [
  pairSpecSchema,
  inversionSpecSchema,
  indexSpecSchema,
  featuresSpecSchema,
  mapSpecSchema,
  downloadSpecSchema,
  importSpecSchema,
  checkSpecSchema,
])
export type JobSpec = z.infer<typeof jobSpecSchema>
export type JobKind = JobSpec['kind']
/** The spec of one kind. */
export type SpecOf<K extends JobKind> = Extract<JobSpec, { kind: K }>

export const jobStateSchema = z.enum(['queued', 'running', 'finished', 'cancelled', 'failed', 'interrupted'])
export type JobState = z.infer<typeof jobStateSchema>

/** What a job's progress is counted in. */
export const jobUnitSchema = z.enum(['evaluations', 'steps', 'images', 'bytes'])
export type JobUnit = z.infer<typeof jobUnitSchema>

export const jobSchema = z.object({
  id: z.string(),
  spec: jobSpecSchema,
  state: jobStateSchema,
  /** How much is done, in `unit`. */
  done: z.int(),
  /** How much there is to do at most; null until known. */
  total: z.int().nullable(),
  unit: jobUnitSchema,
  /** Units per second over the last few seconds; null until known. */
  rate: z.number().nullable(),
  /** Seconds left at that rate; null until known. */
  remaining: z.number().nullable(),
  /** The number that says how well it goes: a pair's distance ratio, an inversion's objective. Null where there is none. */
  figure: z.number().nullable(),
  /** What it is at just now, or what is to be known of its end: a sentence or a few words. */
  note: z.string().nullable(),
  /** What the finished job made, by its key in its own room; null if that has been removed, or the kind has none. */
  result: z.string().nullable(),
  error: z.string().nullable(),
  createdAt: z.string(),
})
export type Job = z.infer<typeof jobSchema>
/** A job of one kind. */
export type JobOf<K extends JobKind> = Job & { readonly spec: SpecOf<K> }

/** Tells what a job is, so that its spec can be read. */
export function isJobOf<K extends JobKind>(job: Job, kind: K): job is JobOf<K> {
  return job.spec.kind === kind
}

export const jobEventSchema = z.object({
  job: jobSchema,
  /** The points since the last event, so that a chart can be drawn without reading it all again. */
  trace: z.array(tracePointSchema),
  /** The image as it forms, a PNG by the hash under which `/cache/` has it for a while; null where there is none. */
  frame: z.string().nullable(),
})
export type JobEvent = z.infer<typeof jobEventSchema>

export const jobContract = {
  /** Queues what the spec describes; what is already made is answered with its finished job at once. */
  start: oc.input(jobSpecSchema).output(jobSchema),
  /** Everything that waits or runs, and the newest 500 of all. Newest first. */
  list: oc.output(z.array(jobSchema)),
  /** The whole trace first, then each change, ending when the job does. */
  watch: oc.input(z.object({ id: z.string() })).output(eventIterator(jobEventSchema)),
  cancel: oc.input(z.object({ id: z.string() })).output(jobSchema),
}
