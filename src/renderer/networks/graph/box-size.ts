import type { DrawnLayer, Stack } from './stacks.ts'

/** The first layer of a box has two lines, its name above its type and shape; each that follows has one. In CSS pixels. */
export const HEAD_HEIGHT = 36
export const FOLLOWER_HEIGHT = 18
export const PADDING = 8
const NARROWEST = 96
const WIDEST = 216
/** Mean width of a character of the names' font; long names are cut to fit anyway. */
const CHARACTER = 6.6

/** How large a stack is drawn, in CSS pixels. */
export function boxSize(stack: Stack, layers: readonly DrawnLayer[]): { width: number; height: number } {
  const longest = Math.max(...stack.map((index) => layers[index]?.name.length ?? 0), 0)
  return {
    width: Math.min(WIDEST, Math.max(NARROWEST, Math.ceil(longest * CHARACTER) + 2 * PADDING)),
    height: HEAD_HEIGHT + (stack.length - 1) * FOLLOWER_HEIGHT + 2,
  }
}

/** Where the n-th layer of a box lies below its top: from, to. */
export function rowWithin(place: number): { top: number; bottom: number } {
  if (place === 0) return { top: 0, bottom: HEAD_HEIGHT }
  const top = HEAD_HEIGHT + (place - 1) * FOLLOWER_HEIGHT
  return { top, bottom: top + FOLLOWER_HEIGHT }
}
