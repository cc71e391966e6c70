import type { PatternInput } from '../components/activations/pattern.ts'
import { useConnection } from '../stores/connection.ts'
import { useInternals } from '../stores/internals.ts'
import { useActivations } from '../stores/internals-activations.ts'
import type { Column } from './column.ts'
import { type Latest, useLatest } from './use-latest.ts'

/** The activations of the columns' images at the layer that is looked at. */
export function usePatternInput(columns: () => readonly Column[]): Latest<PatternInput> {
  const internals = useInternals()
  const connection = useConnection()
  const activations = useActivations()

  function question() {
    // Asked again when the engine has come back.
    void connection.readyCount
    const shown = columns()
    const { base, layer } = internals
    return base && layer && shown.length > 0 ? { network: base.network, layer, shown } : null
  }

  return useLatest(question, async ({ network, layer, shown }) => {
    const hashes = shown.map(({ hash }) => hash)
    const { shape, values } = await activations.load(network, layer, hashes)
    const images = shown.map(({ role, title, hash }, i) => ({
      role,
      title,
      hash,
      values: values[i] ?? new Float32Array(),
    }))
    return { layer, shape, images }
  })
}
