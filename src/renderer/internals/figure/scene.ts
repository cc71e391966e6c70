/** What a figure is drawn of, in pixels from the top left. Drawn later marks lie over earlier ones. */
export type Mark = PictureMark | TextMark | BoxMark | LineMark

export interface PictureMark {
  readonly kind: 'picture'
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Names one of the pictures given with the scene. */
  readonly picture: string
  readonly title: string
}

export interface TextMark {
  readonly kind: 'text'
  readonly x: number
  /** The baseline. */
  readonly y: number
  readonly text: string
  readonly size: number
  readonly bold?: boolean
  readonly colour: string
  readonly anchor?: 'start' | 'middle' | 'end'
  /** Degrees, clockwise, about its own place. */
  readonly turn?: number
}

export interface BoxMark {
  readonly kind: 'box'
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly colour: string
}

export interface LineMark {
  readonly kind: 'line'
  readonly points: readonly (readonly [x: number, y: number])[]
  readonly colour: string
  readonly width: number
  readonly dash?: readonly number[]
}

export interface Scene {
  readonly title: string
  readonly width: number
  readonly height: number
  readonly background: string
  readonly marks: readonly Mark[]
}

export const FONT = 'Helvetica, Arial, "Liberation Sans", sans-serif'

/** About how wide a text is: 0.56 of its size a letter, which sans-serif letters are on average with room to spare. */
export function textWidth(text: string, size: number): number {
  return text.length * size * 0.56
}

/** The text with its end left out where it would be wider than `width`. */
export function fitText(text: string, size: number, width: number): string {
  const room = Math.max(1, Math.floor(width / (size * 0.56)))
  return text.length <= room ? text : `${text.slice(0, room - 1).trimEnd()}…`
}

/** The text in lines no wider than `width`, broken between words. */
export function wrapText(text: string, size: number, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const line = lines.at(-1)
    const longer = `${line} ${word}`
    if (line === undefined || textWidth(longer, size) > width) lines.push(word)
    else lines[lines.length - 1] = longer
  }
  return lines
}
