/**
 * Standard normal numbers that a seed determines, in a way that is easily repeated elsewhere (test/peers/inversion.py): the
 * uniform numbers of Tommy Ettinger's mulberry32 in pairs through Box and Muller's transform, cosine before sine.
 * @param seed a whole number of 32 bits
 */
export function gaussianNoise(length: number, seed: number): Float32Array {
  const uniform = mulberry32(seed)
  const noise = new Float32Array(length)
  for (let i = 0; i < length; i += 2) {
    // Never 0, whose logarithm is none.
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()))
    const angle = 2 * Math.PI * uniform()
    noise[i] = radius * Math.cos(angle)
    if (i + 1 < length) noise[i + 1] = radius * Math.sin(angle)
  }
  return noise
}

/** Uniform numbers in [0, 1). */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
