import { type Walk, walkOf } from '../charts/walk.ts'
import { useConnection } from '../stores/connection.ts'
import { useInternals } from '../stores/internals.ts'
import { useWalks } from '../stores/internals-walk.ts'
import type { Column } from './column.ts'
import { type Latest, useLatest } from './use-latest.ts'

/** The representation walks of the columns' adversaries. */
export function useWalk(columns: () => readonly Column[]): Latest<Walk> {
  const internals = useInternals()
  const connection = useConnection()
  const walks = useWalks()

  function question() {
    // Asked again when the engine has come back.
    void connection.readyCount
    const shown = columns()
    const [source, guide] = (['source', 'guide'] as const).map((role) =>
      shown.find((one) => one.role === role),
    )
    const adversaries = shown.filter(({ role }) => role === 'adversary')
    const network = internals.base?.network
    return network && source && guide && adversaries.length > 0
      ? { network, source, guide, adversaries }
      : null
  }

  return useLatest(question, async ({ network, source, guide, adversaries }) => {
    const pair = { network, source: source.hash, guide: guide.hash }
    const steps = await walks.load(
      pair,
      adversaries.map(({ hash }) => hash),
    )
    return walkOf(
      steps,
      adversaries.map(({ title, madeAt }) => ({ title, madeAt: madeAt ?? '' })),
    )
  })
}
