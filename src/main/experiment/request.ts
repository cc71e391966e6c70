import type { Backend } from '../../contract/about.ts'
import type { InversionSettings } from '../../contract/inversion.ts'
import type { MethodName, SolverName } from '../../contract/measures.ts'
import type { Network } from '../network/network.ts'
import type { PreparedImage } from './prepare.ts'

/** A network ready to run, with what a report says of it. */
export interface ReadyNetwork {
  readonly id: string
  readonly hash: string
  readonly network: Network
}

export interface PreparedPair {
  readonly source: PreparedImage
  readonly guide: PreparedImage
}

/** What determines the adversaries of some pairs. */
export interface MakeRequest {
  readonly network: ReadyNetwork
  readonly layer: string
  readonly method: MethodName
  readonly delta: number
  readonly solver: SolverName
  readonly maxEvaluations: number
  readonly pairs: readonly PreparedPair[]
  /** What runs the network, for the report. */
  readonly backend: Backend
}

/** What determines some inversions: every image's representation at every layer is turned back. */
export interface InvertRequest {
  readonly network: ReadyNetwork
  readonly images: readonly PreparedImage[]
  readonly layers: readonly string[]
  readonly settings: InversionSettings
  /** Of the noise that all of them start from. */
  readonly seed: number
  readonly restarts: number
  /** What runs the network, for the report. */
  readonly backend: Backend
}
