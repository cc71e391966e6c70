const PAGE = 64 * 1024

/**
 * Zeros whose place in memory is a multiple of 64 bytes: those TensorFlow works on where they are, others it copies first (a
 * fifth of a search's time). WebAssembly's memory is the one kind that JavaScript can have so. Ordinary zeros where the system gives none.
 */
export function alignedFloats(count: number): Float32Array {
  try {
    const memory = new WebAssembly.Memory({ initial: Math.max(1, Math.ceil((4 * count) / PAGE)) })
    return new Float32Array(memory.buffer, 0, count)
  } catch {
    return new Float32Array(count)
  }
}

/** Arrays handed back, to be used again: each of WebAssembly's takes gigabytes of addresses until it is collected. */
const free: Float32Array[] = []
const MOST_FREE = 4

/** An array of at least `count` numbers of any value, to be handed back with `giveBack`. */
export function borrowFloats(count: number): Float32Array {
  const found = free.findIndex(({ length }) => length >= count && length <= 2 * count)
  return free.splice(found, found < 0 ? 0 : 1)[0] ?? alignedFloats(count)
}

export function giveBack(floats: Float32Array): void {
  if (free.length === MOST_FREE) free.shift()
  free.push(floats)
}
