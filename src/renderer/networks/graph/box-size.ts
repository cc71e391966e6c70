import { followerText, headText, textWidth } from './label.ts'
import type { DrawnLayer, Stack } from './stacks.ts'

/** The first layer of a box has two lines, its name above its type and shape; each that follows has one. In CSS pixels. */
export const HEAD_HEIGHT = 36
export const FOLLOWER_HEIGHT = 18
export const PADDING = 8
const NARROWEST = 96
/** Longer texts are cut to fit. */
const WIDEST = 216
/** The coloured edge that tells a layer's kind. */
export const BAND = 6
/** Sizes of a first layer's name, and of everything else. */
export const TEXT = { name: 12.5, rest: 11 } as const

/** How large a stack is drawn, in CSS pixels. */
export function boxSize(stack: Stack, layers: readonly DrawnLayer[]): { width: number; height: number } {
  const longest = Math.max(0, ...stack.map((index, place) => rowWidth(layers[index], place)))
  return {
    width: Math.min(WIDEST, Math.max(NARROWEST, Math.ceil(longest) + BAND + 2 * PADDING)),
    height: HEAD_HEIGHT + (stack.length - 1) * FOLLOWER_HEIGHT + 2,
  }
}

function rowWidth(layer: DrawnLayer | undefined, place: number): number {
  if (layer === undefined) return 0
  if (place > 0) return TEXT.rest * textWidth(followerText(layer))
  return Math.max(TEXT.name * textWidth(layer.name), TEXT.rest * textWidth(headText(layer)))
}

/** Where the n-th layer of a box lies below its top: from, to. */
export function rowWithin(place: number): { top: number; bottom: number } {
  if (place === 0) return { top: 0, bottom: HEAD_HEIGHT }
  const top = HEAD_HEIGHT + (place - 1) * FOLLOWER_HEIGHT
  return { top, bottom: top + FOLLOWER_HEIGHT }
}
