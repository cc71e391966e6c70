import type { JobOf } from '../../../contract/job.ts'
import type { PairSpec } from '../../../contract/pair.ts'
import { type Settings, stateText } from '../../format/job.ts'
import { solverText } from '../../format/method.ts'
import { whole } from '../../format/number.ts'
import { isActive } from '../../stores/jobs.ts'

/** What the Pair view is about, in one line: which settings, and how far they have been followed. */
export interface Caption {
  readonly settings: Settings | null
  readonly told: string
}

const atMost = ({ solver, maxEvaluations }: PairSpec): string =>
  `by ${solverText(solver)} in at most ${whole(maxEvaluations)} evaluations`

/** The line for as long as there is no result: what is being made or was given up, else what Make would make, else what is missing for it. */
export function captionOf(job: JobOf<'pair'> | null, spec: PairSpec | null, missing: string): Caption {
  if (job) {
    const told = isActive(job) ? `being made ${atMost(job.spec)}` : stateText(job.state).toLowerCase()
    return { settings: job.spec, told }
  }
  return spec ? { settings: spec, told: `not made yet, ${atMost(spec)}` } : { settings: null, told: missing }
}
