import type { BackendName } from '../../contract/about.ts'

/** What a machine offers through one library, found out without starting it. */
export type Offer =
  | { readonly usable: true; readonly kind: 'gpu' | 'cpu' | 'software'; readonly device: string }
  | { readonly usable: false; readonly reason: string }

/** What runs once a backend has started: the part of the contract's `Backend` that only it knows. */
export interface Running {
  readonly library: string
  readonly version: string
  readonly device: string
  /** Threads of one operation on the CPU; 0 on a GPU. */
  readonly threads: number
  readonly kind: 'gpu' | 'cpu' | 'software'
}

/** One library that can compute: a file each, listed in `backend.ts`. */
export interface Provider {
  readonly name: BackendName
  /** What it would run on. Never throws and never takes the process down. */
  probe(): Promise<Offer>
  /** Loads it and makes it TensorFlow.js's backend. Throws with a sentence when it cannot. */
  start(): Promise<Running>
}

/** The first line of whatever was thrown, for use inside a sentence. */
export function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.split('\n', 1)[0]?.trim().replace(/\.$/, '') || 'no reason was given'
}
