import type { NetworkSummary } from '../../contract/network.ts'
import type { Fact } from '../components/inspector/FactList.vue'
import { whole } from '../format/number.ts'

/** `1,000 classes`, or that there are none. */
export function classesText(classes: number): string {
  return classes === 0 ? 'no classes' : `${whole(classes)} classes`
}

/** What a network names, under which terms it may be used, and where it comes from; wherever facts of it are listed. */
export function originFacts(network: Pick<NetworkSummary, 'classes' | 'licence' | 'source'>): Fact[] {
  return [
    { name: 'Classes', value: network.classes === 0 ? 'none' : whole(network.classes) },
    { name: 'Licence', value: network.licence },
    { name: 'From', value: network.source },
  ]
}
