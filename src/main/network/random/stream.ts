import { createHash } from 'node:crypto'

/** Evenly distributed numbers in [0, 1), of 53 bits. */
export type Stream = () => number

/**
 * Random numbers that follow from a seed and a name alone, on every machine: xoshiro128** started with a hash of both,
 * so that each weight of a network has a sequence of its own.
 * @param seed a whole number
 */
export function stream(seed: number, name: string): Stream {
  const hash = createHash('sha256').update(`guise random weights\n${seed}\n${name}`).digest()
  const next = xoshiro(hash.readInt32LE(0), hash.readInt32LE(4), hash.readInt32LE(8), hash.readInt32LE(12))
  return () => ((next() >>> 5) * 2 ** 26 + (next() >>> 6)) / 2 ** 53
}

/** Blackman and Vigna's xoshiro128** 1.1 (2018) from a state of four words, not all 0: whole numbers of 32 bits. */
export function xoshiro(first: number, second: number, third: number, fourth: number): () => number {
  let [a, b, c, d] = [first, second, third, fourth]
  return () => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = rotate(d, 11)
    return result
  }
}

const rotate = (value: number, by: number): number => (value << by) | (value >>> (32 - by))
