/**
 * The numbers in a text, with commas, semicolons or spaces between: `104, 117, 123`; fractions too: `1/58.395`. Null where something in it
 * is no number, or it is empty.
 */
export function numbersIn(text: string): number[] | null {
  const parts = text.split(/[\s,;]+/).filter(Boolean)
  const values = parts.map(numberOf)
  return values.length > 0 && values.every((value) => value !== null) ? values : null
}

function numberOf(part: string): number | null {
  const [above = '', below, ...more] = part.split('/')
  const value = below === undefined ? Number(above) : Number(above) / Number(below)
  return more.length === 0 && above !== '' && below !== '' && Number.isFinite(value) ? value : null
}

/** Numbers as `numbersIn` reads them, short: six digits say all that is meant, and what divides is written so. */
export function numbersText(values: readonly number[]): string {
  const short = (value: number) => String(Number(value.toPrecision(6)))
  return values.map((value) => (value > 0 && value < 1 ? `1/${short(1 / value)}` : short(value))).join(', ')
}
