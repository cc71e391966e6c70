import { CancelledError } from './errors.ts'
import type { Terminal } from './terminal.ts'

/** How the pairs of a command ended: each has a report, or an error, or was cancelled. */
export interface Ending {
  readonly reports: readonly (object | undefined)[]
  readonly failures: ReadonlyMap<number, Error>
  readonly json?: boolean | undefined
  /** What is counted, where it is not pairs. */
  readonly noun?: string
}

/**
 * Prints the reports where JSON is asked for.
 * @throws CancelledError where pairs were cancelled; Error with the sentences of those that failed
 */
export function conclude(
  { reports, failures, json, noun = 'pairs' }: Ending,
  { out }: Pick<Terminal, 'out'>,
): void {
  const finished = reports.filter((report) => report !== undefined)
  if (json && finished.length > 0) {
    out.write(`${JSON.stringify(reports.length === 1 ? finished[0] : finished, null, 2)}\n`)
  }
  const all = reports.length
  const sentences = [...failures.values()].map(({ message }) => message).join('\n')
  if (finished.length + failures.size < all) {
    const written =
      all === 1
        ? 'Cancelled; nothing was written.'
        : `Cancelled; ${finished.length} of ${all} ${noun} were finished and are written.`
    throw new CancelledError([written, sentences].filter(Boolean).join('\n'))
  }
  if (failures.size === 0) return
  const count = `${failures.size} of ${all} ${noun} failed; ${finished.length} were finished and are written.`
  throw new Error(all === 1 ? sentences : `${count}\n${sentences}`)
}
