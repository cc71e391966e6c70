import type { NetworkPlace, NetworkSummary } from '../../contract/network.ts'

const TITLES: Readonly<Record<NetworkPlace, string>> = {
  shipped: 'Shipped with Guise',
  downloaded: 'Downloaded',
  imported: 'Imported',
  file: 'Opened where it lies',
  random: 'Random weights',
}
const ORDER: readonly NetworkPlace[] = ['shipped', 'downloaded', 'imported', 'file', 'random']

export interface NetworkGroup {
  readonly title: string
  readonly members: readonly NetworkSummary[]
}

/** Where a network is, in words. */
export function placeText(place: NetworkPlace): string {
  return TITLES[place]
}

/** Networks by where they are, in the list's order within; without the places that have none. */
export function groupNetworks(networks: readonly NetworkSummary[]): NetworkGroup[] {
  return ORDER.map((place) => ({
    title: TITLES[place],
    members: networks.filter((network) => network.place === place),
  })).filter(({ members }) => members.length > 0)
}
