import { closeSync, openSync, writeSync } from 'node:fs'

/** A network for tests of size: an image of 3 × 8 × 8, flattened, and products one after the other without biases. */
export interface Chain {
  /** Inputs and outputs of each product. */
  readonly products: readonly { readonly name: string; readonly inputs: number; readonly outputs: number }[]
}

export const imageSize = { channels: 3, height: 8, width: 8 } as const
const imageCount = 3 * 8 * 8

/** A chain whose weights are about that many bytes, in float32: equally large products, and a small one at either end. */
export function chainOf(bytes: number): Chain {
  const count = Math.max(2, Math.min(8, Math.round(bytes / 2 ** 24)))
  const width = Math.round(Math.sqrt(bytes / 4 / count))
  const sizes = [imageCount, ...new Array<number>(count + 1).fill(width), 10]
  const products = sizes
    .slice(1)
    .map((outputs, i) => ({ name: `fc${i + 1}`, inputs: sizes[i] ?? 0, outputs }))
  return { products }
}

/** Any numbers, small enough that products stay finite. */
export function numbersOf({ inputs, outputs }: Chain['products'][number]): Buffer {
  const numbers = new Float32Array(inputs * outputs)
  for (let i = 0; i < numbers.length; i++) numbers[i] = ((i % 251) - 125) / 10_000
  return Buffer.from(numbers.buffer)
}

/** Writes a file from parts that are made when their turn comes. */
export function writeParts(path: string, parts: Iterable<Uint8Array>): void {
  const file = openSync(path, 'w')
  try {
    for (const part of parts) for (let at = 0; at < part.length; ) at += writeSync(file, part, at)
  } finally {
    closeSync(file)
  }
}
