import type { Neighbour } from '../../contract/feature.ts'
import type { Role } from '../theme/roles.ts'

/** The nearest members of one of the images. */
export interface NeighbourList {
  readonly role: Role
  readonly neighbours: readonly Neighbour[]
}

/** For each member that is in more than one list, the roles whose lists it is in. */
export function sharedMembers(lists: readonly NeighbourList[]): Map<number, readonly Role[]> {
  const roles = new Map<number, Role[]>()
  for (const { role, neighbours } of lists) {
    for (const { image } of neighbours) roles.set(image.index, [...(roles.get(image.index) ?? []), role])
  }
  return new Map([...roles].filter(([, those]) => those.length > 1))
}

/** How many members two lists share. */
export function sharedBy(lists: readonly NeighbourList[], one: Role, other: Role): number {
  const shared = [...sharedMembers(lists).values()]
  return shared.filter((roles) => roles.includes(one) && roles.includes(other)).length
}
