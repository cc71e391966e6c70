import type { Job, JobState } from '../../contract/job.ts'
import type { PairSpec } from '../../contract/pair.ts'
import { solverText } from './method.ts'
import { bytes, duration, significant, whole } from './number.ts'

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
export function budgetText(spec: Pick<PairSpec, 'solver' | 'maxEvaluations'>): string {
  return `${solverText(spec.solver)} ${spec.maxEvaluations}`
}

/** The part of what there is to do that a job has done, between 0 and 1; null until it is known how much there is. */
export function progress({ done, total }: Job): number | null {
  if (total === null) return null
  return total === 0 ? 1 : Math.min(1, done / total)
}

/** How far a job is: `86 of 200 evaluations`, `12.4 MB of 98.9 MB`, `1,204 images`; `Starting` while nothing is known. */
export function doneText({ done, total, unit }: Job): string {
  if (done === 0 && total === null) return 'Starting'
  if (unit === 'bytes') return total === null ? bytes(done) : `${bytes(done)} of ${bytes(total)}`
  return `${whole(done)}${total === null ? '' : ` of ${whole(total)}`} ${unit}`
}

/** What a running job is at, in one line: `86 of 200 evaluations · 14.2 a second · 8.0 s left`. */
export function progressText(job: Job): string {
  const parts = [doneText(job)]
  if (job.note) parts.unshift(job.note)
  if (job.rate !== null) {
    parts.push(job.unit === 'bytes' ? `${bytes(job.rate)} a second` : `${significant(job.rate)} a second`)
  }
  if (job.remaining !== null) parts.push(`${duration(job.remaining)} left`)
  return parts.join(' · ')
}
