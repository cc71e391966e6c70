import type { NetworkSummary } from '../../contract/network.ts'
import type { Fact } from '../components/inspector/FactList.vue'
import { whole } from '../format/number.ts'

/** `1,000 classes`, or that there are none. */
export function classesText(classes: number): string {
  return classes === 0 ? 'no classes' : `${whole(classes)} classes`
}

export function classesFact(classes: number): Fact {
  return { name: 'Classes', value: classes === 0 ? 'none' : whole(classes) }
}

/** Under which terms a network may be used, and where it comes from. */
export function originFacts({ licence, source }: Pick<NetworkSummary, 'licence' | 'source'>): Fact[] {
  return [
    { name: 'Licence', value: licence },
    { name: 'From', value: source },
  ]
}
