import { shapeText } from '../../format/shape.ts'
import type { DrawnLayer } from './stacks.ts'

/** The second line of a box's first layer, and the only one of each that follows. */
export const headText = ({ type, shape }: DrawnLayer): string =>
  `${type}${shape ? ` · ${shapeText(shape)}` : ''}`
export const followerText = ({ name, type }: DrawnLayer): string => `${name} · ${type}`

/** Widths of the system font's characters in parts of its size, a little generous: narrow ones, wide ones, all others. */
const NARROW = /[iljtfrI.,:;'|/()[\]\s]/
const WIDE = /[mwMWG@%…×]/

const widths = new Map<string, number>()

/** About how wide a text is, in parts of its font's size. */
export function textWidth(text: string): number {
  const known = widths.get(text)
  if (known !== undefined) return known
  let width = 0
  for (const character of text) width += NARROW.test(character) ? 0.33 : WIDE.test(character) ? 0.9 : 0.64
  widths.set(text, width)
  return width
}

/** The text cut to a width in parts of its font's size: at its beginning, because layers' names differ at their end. */
export function textWithin(text: string, width: number): string {
  const whole = textWidth(text)
  if (whole <= width) return text
  const kept = Math.floor((text.length * (width - 0.86)) / whole)
  return kept < 1 ? '' : `…${text.slice(-kept)}`
}
