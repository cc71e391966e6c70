import type { Problem } from '../problems.ts'

/** A problem of the study: a layer of a network, within delta. */
export interface StudyProblem {
  readonly name: string
  readonly network: Problem['network']
  readonly layer: string
  readonly delta: number
}

/** CaffeNet has random He weights (seeded), SqueezeNet its trained ones. */
export const studyProblems: readonly StudyProblem[] = [
  { name: 'conv3', network: 'caffenet', layer: 'conv3', delta: 10 },
  { name: 'pool5', network: 'caffenet', layer: 'pool5', delta: 10 },
  { name: 'fc7', network: 'caffenet', layer: 'fc7', delta: 10 },
  { name: 'fc7-delta5', network: 'caffenet', layer: 'fc7', delta: 5 },
  { name: 'fc7-delta25', network: 'caffenet', layer: 'fc7', delta: 25 },
  { name: 'fire5', network: 'squeezenet', layer: 'fire5/concat', delta: 10 },
  { name: 'fire9', network: 'squeezenet', layer: 'fire9/concat', delta: 10 },
  { name: 'pool10', network: 'squeezenet', layer: 'pool10', delta: 10 },
]

/** Pairs that `fast` was tuned on: the first of the list; a report skips them. */
export const TUNED_ON = 4
