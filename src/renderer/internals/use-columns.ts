import { type ComputedRef, computed } from 'vue'
import { useInternals } from '../stores/internals.ts'
import { useWhatIf } from '../stores/internals-what-if.ts'
import { type Column, resultColumns } from './column.ts'

/** Everything that is compared: source, guide, the adversaries chosen, and the one that the what-if makes. */
export function useColumns(): ComputedRef<readonly Column[]> {
  const internals = useInternals()
  const whatIf = useWhatIf()
  return computed(() => {
    const columns = resultColumns(internals.adversaries)
    return whatIf.column ? [...columns, whatIf.column] : columns
  })
}
