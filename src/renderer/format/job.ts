import type { Job, JobState } from '../../contract/job.ts'
import { solverText } from './method.ts'
import { duration, significant } from './number.ts'

const STATES: Readonly<Record<JobState, string>> = {
  queued: 'Queued',
  running: 'Running',
  finished: 'Finished',
  cancelled: 'Cancelled',
  failed: 'Failed',
  interrupted: 'Interrupted',
}

/** A job's state in a word. */
export function stateText(state: JobState): string {
  return STATES[state]
}

export interface Settings {
  readonly network: string
  readonly layer: string
  readonly delta: number
}

/** Network, layer and delta in one line, the same order everywhere. */
export function settingsText({ network, layer, delta }: Settings): string {
  return `${network} · ${layer} · δ ${delta}`
}

/** Solver and budget in one line. */
export function budgetText(spec: Pick<Job['spec'], 'solver' | 'maxEvaluations'>): string {
  return `${solverText(spec.solver)} ${spec.maxEvaluations}`
}

/** The part of its budget that a job has used, between 0 and 1. */
export function progress(job: Job): number {
  return Math.min(1, job.evaluations / job.spec.maxEvaluations)
}

/** What a running job is at, in one line: `86 of 200 · 14.2 a second · 8.0 s left`. */
export function progressText(job: Job): string {
  const parts = [`${job.evaluations} of ${job.spec.maxEvaluations} evaluations`]
  if (job.rate !== null) parts.push(`${significant(job.rate)} a second`)
  if (job.remaining !== null) parts.push(`${duration(job.remaining)} left`)
  return parts.join(' · ')
}
