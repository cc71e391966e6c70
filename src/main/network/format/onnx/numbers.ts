import type { ByteSource } from '../byte-source.ts'
import type { StoredType } from './element-types.ts'
import { Window } from './window.ts'

/** Bytes that are converted at once: numbers of other types than float32 pass through no more memory than this. */
const piece = 2 ** 20

export interface NumberRun {
  readonly source: ByteSource
  readonly start: number
  /** Bytes. */
  readonly length: number
}

/**
 * Reads runs of numbers into an array, one after the other.
 * @param fixed whether every number takes its type's width; else they are varints
 * @returns how many numbers there were, which may be more than the array takes
 */
export function readInto(
  target: Float32Array | Float64Array,
  runs: readonly NumberRun[],
  stored: StoredType,
  fixed: boolean,
): number {
  let at = 0
  for (const run of runs)
    at = fixed ? readFixed(target, at, run, stored) : readVarints(target, at, run, stored)
  return at
}

function readFixed(
  target: Float32Array | Float64Array,
  at: number,
  { source, start, length }: NumberRun,
  { type, width, read }: StoredType,
): number {
  if (type === 'float32' && target instanceof Float32Array) {
    source.readInto(start, new Uint8Array(target.buffer, target.byteOffset + at * 4, length))
    return at + length / 4
  }
  for (let done = 0; done < length; done += piece) {
    const bytes = new Uint8Array(Math.min(piece, length - done))
    source.readInto(start + done, bytes)
    target.set(read(bytes.buffer), at + done / width)
  }
  return at + length / width
}

function readVarints(
  target: Float32Array | Float64Array,
  first: number,
  { source, start, length }: NumberRun,
  { type, fromBits }: StoredType,
): number {
  const window = new Window(source)
  const end = start + length
  let at = first
  for (let position = start; position < end; at++) {
    const { low, high, next } = window.varint64(position, end)
    const whole =
      type === 'int64' ? low + 2 ** 32 * (high | 0) : type.startsWith('int') ? low | 0 : low + 2 ** 32 * high
    if (at < target.length) target[at] = fromBits?.(whole) ?? whole
    position = next
  }
  return at
}
