import type { AdversaryMeasures } from '../../contract/measures.ts'
import { maxChange, meanChange } from './change.ts'
import { distanceRatio } from './distance-ratio.ts'
import type { Measure, Subject } from './measure.ts'
import { objective } from './objective.ts'

/** Every measure that a report holds, by the name it has there. */
export const measures: Readonly<Record<keyof AdversaryMeasures, Measure>> = {
  objective,
  ratio: distanceRatio,
  maxChange,
  meanChange,
}

/** All measures of one version of an adversary. */
export function measure(subject: Subject): AdversaryMeasures {
  return {
    objective: measures.objective(subject),
    ratio: measures.ratio(subject),
    maxChange: measures.maxChange(subject),
    meanChange: measures.meanChange(subject),
  }
}
