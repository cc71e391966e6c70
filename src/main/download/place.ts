import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Published } from './published.ts'

/** Where something published is, or will be: a folder of its name. */
export const placeOf = (root: string, { name }: Published): string => join(root, name)
/** Its files as far as they have been fetched. */
export const stagingOf = (root: string, { name }: Published): string => join(root, `${name}.download`)

/** A lock, or a note of what is to come, is not yet a part of it. */
function hasBegun(staging: string): boolean {
  if (!existsSync(staging)) return false
  return readdirSync(staging).some((name) => !name.startsWith('lock') && !name.endsWith('.part.json'))
}

/** Whether it is there, or some of it. */
export function stateOf(root: string, published: Published): 'absent' | 'begun' | 'here' {
  if (existsSync(placeOf(root, published))) return 'here'
  return hasBegun(stagingOf(root, published)) ? 'begun' : 'absent'
}
