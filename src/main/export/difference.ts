/** A signed difference made visible. */
export interface Difference {
  /** `128 + factor · (adversary − source)`, in [0, 255]. */
  readonly pixels: Uint8Array
  readonly factor: number
}

const GREY = 128
const ROOM = 127

/**
 * The difference adversary − source, amplified about mid-grey by the largest factor with which nothing is clipped: a
 * whole number, or tenths where the largest change is more than 127. 1 where nothing changed.
 */
export function amplifiedDifference(source: ArrayLike<number>, adversary: Uint8Array): Difference {
  let largest = 0
  for (let i = 0; i < adversary.length; i++) {
    largest = Math.max(largest, Math.abs((adversary[i] ?? 0) - (source[i] ?? 0)))
  }
  const factor =
    largest === 0 ? 1 : largest <= ROOM ? Math.floor(ROOM / largest) : Math.floor((10 * ROOM) / largest) / 10
  const pixels = adversary.map((value, i) => Math.round(GREY + factor * (value - (source[i] ?? 0))))
  return { pixels, factor }
}

/** What the picture shows, as a sentence for reports and the file itself. */
export const differenceSentence = (factor: number): string =>
  `difference.png shows the 8-bit adversary minus the source, ×${factor}, about mid-grey (${GREY})`
