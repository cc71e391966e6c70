type Colour = readonly [number, number, number]

/** Digits and signs of 3 × 5 dots, a row a group of three: enough to write a scale's numbers without a font. */
const GLYPHS: Readonly<Record<string, string>> = {
  '0': '111 101 101 101 111',
  '1': '010 110 010 010 111',
  '2': '111 001 111 100 111',
  '3': '111 001 111 001 111',
  '4': '101 101 111 001 001',
  '5': '111 100 111 001 111',
  '6': '111 100 111 101 111',
  '7': '111 001 010 010 010',
  '8': '111 101 111 101 111',
  '9': '111 101 111 001 111',
  '.': '000 000 000 000 010',
  '-': '000 000 111 000 000',
  '+': '000 010 111 010 000',
  e: '000 111 111 100 111',
}

/** A dot's side, and what a character takes with the space behind it. */
const DOT = 2
const ADVANCE = 4 * DOT
/** The height of a line of text. */
export const TEXT_HEIGHT = 5 * DOT

export const textWidth = (text: string): number => text.length * ADVANCE - DOT

/** An RGB picture that is drawn on. What lies outside it is not drawn. */
export class Canvas {
  readonly shape: readonly [number, number, number]
  readonly pixels: Uint8Array

  constructor(height: number, width: number, background: Colour) {
    this.shape = [height, width, 3]
    this.pixels = new Uint8Array(height * width * 3)
    this.fill(0, 0, height, width, background)
  }

  fill(top: number, left: number, height: number, width: number, colour: Colour): void {
    const [rows, columns] = this.shape
    for (let y = Math.max(0, top); y < Math.min(rows, top + height); y++)
      for (let x = Math.max(0, left); x < Math.min(columns, left + width); x++)
        this.pixels.set(colour, 3 * (y * columns + x))
  }

  /** Digits, a point and signs; any other character leaves a space. */
  write(text: string, top: number, left: number, colour: Colour): void {
    for (const [place, character] of [...text].entries()) {
      const rows = (GLYPHS[character] ?? '').split(' ')
      for (const [row, dots] of rows.entries())
        for (const [column, dot] of [...dots].entries())
          if (dot === '1') this.fill(top + row * DOT, left + place * ADVANCE + column * DOT, DOT, DOT, colour)
    }
  }
}
