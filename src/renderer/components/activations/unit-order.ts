import type { Band } from './bands.ts'
import { descending, inOrder } from './units.ts'

/** By index, or by one band: its most active, or most changed, units first. */
export type UnitOrder = 'index' | Band['id']

/** The units in the order they are drawn in. */
export function orderUnits(bands: readonly Band[], count: number, order: UnitOrder): Int32Array {
  const by = bands.find(({ id }) => id === order)
  return by ? descending(by.strengths) : inOrder(count)
}

/** At which position of an order each unit is. */
export function positions(order: Int32Array): Int32Array {
  const found = new Int32Array(order.length)
  order.forEach((unit, position) => {
    found[unit] = position
  })
  return found
}
