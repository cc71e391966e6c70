import type { Arrangement } from './arrangement.ts'

/** The boxes of one height in a drawing, and how far they and the lines beside them reach. */
export interface Band {
  readonly boxes: readonly number[]
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

/** A drawing's bands from the top down. Boxes of a band share their middle's height. */
export function bandsOf({ boxes, lines }: Arrangement): Band[] {
  const byMiddle = Map.groupBy(boxes.keys(), (index) => {
    const box = boxes[index]
    return box ? Math.round(box.top + box.height / 2) : 0
  })
  const bands = [...byMiddle.entries()]
    .toSorted(([a], [b]) => a - b)
    .map(([, members]) => {
      const own = members.map((index) => boxes[index]).filter((box) => box !== undefined)
      return {
        boxes: members,
        top: Math.min(...own.map(({ top }) => top)),
        bottom: Math.max(...own.map(({ top, height }) => top + height)),
        left: Math.min(...own.map(({ left }) => left)),
        right: Math.max(...own.map(({ left, width }) => left + width)),
      }
    })
  // Lines that pass a band need their room beside its boxes.
  for (const { through } of lines)
    for (const { x, y } of through) {
      const band = bands.find(({ top, bottom }) => y >= top && y <= bottom)
      if (!band) continue
      band.left = Math.min(band.left, x)
      band.right = Math.max(band.right, x)
    }
  return bands
}

/** Before which bands a drawing may be cut: where all that leads on comes from one box. */
export function cutsOf({ lines }: Arrangement, bands: readonly Band[]): Set<number> {
  const bandOf = new Map(
    bands.flatMap(({ boxes }, band) => boxes.map((box): [number, number] => [box, band])),
  )
  const leading = bands.map(() => new Set<number>())
  for (const { from, to } of lines)
    for (let band = (bandOf.get(from) ?? 0) + 1; band <= (bandOf.get(to) ?? 0); band++)
      leading[band]?.add(from)
  return new Set(bands.keys().filter((band) => leading[band]?.size === 1))
}
