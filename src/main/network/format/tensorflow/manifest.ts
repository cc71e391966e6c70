import { type ByteSource, DamageError, joinedBytes } from '../byte-source.ts'
import { readers } from '../number-types.ts'
import type { WeightEntry, WeightGroup } from './model-json.ts'

/** A weight of a manifest, of which nothing was read but what it is. */
export interface StoredWeight {
  readonly shape: readonly number[]
  /** Whether its numbers are whole: sizes, axes and indices. */
  readonly whole: boolean
  /** Reads its numbers; whole ones that fit float32 exactly are as they were. @throws {DamageError} */
  read(): Float32Array
}

const widths: Readonly<Record<string, number>> = {
  float32: 4,
  float16: 2,
  int32: 4,
  uint8: 1,
  uint16: 2,
  bool: 1,
}

/**
 * The weights of a manifest by name. Those of one group lie one after the other in its files, which count as one.
 * @param open the bytes of a file that the manifest names
 * @throws {DamageError} naming the weight that does not fit
 */
export function readManifest(
  groups: readonly WeightGroup[],
  open: (path: string) => ByteSource,
): Map<string, StoredWeight> {
  const weights = new Map<string, StoredWeight>()
  for (const { paths, weights: entries } of groups) {
    const source = joinedBytes(paths.map(open))
    let at = 0
    for (const entry of entries) {
      const size = sizeOf(entry)
      if (at + size > source.size)
        throw new DamageError(`the weight "${entry.name}" lies outside of its files (${paths.join(', ')})`)
      weights.set(entry.name, stored(entry, source, at, size))
      at += size
    }
  }
  return weights
}

const countOf = ({ shape }: WeightEntry): number => shape.reduce((product, axis) => product * axis, 1)

function sizeOf(entry: WeightEntry): number {
  const dtype = entry.quantization?.dtype ?? entry.dtype
  const width = widths[dtype]
  if (width === undefined) throw new DamageError(`the weight "${entry.name}" has numbers of type ${dtype}`)
  return countOf(entry) * width
}

function stored(entry: WeightEntry, source: ByteSource, at: number, size: number): StoredWeight {
  const { shape, dtype, quantization } = entry
  return {
    shape,
    whole: dtype === 'int32' || dtype === 'bool',
    read() {
      const numbers = numbersOf(quantization?.dtype ?? dtype, source.read(at, size))
      if (quantization === undefined || quantization.dtype === 'float16') return numbers
      const { scale = 1, min = 0 } = quantization
      for (let i = 0; i < numbers.length; i++) numbers[i] = (numbers[i] ?? 0) * scale + min
      return numbers
    },
  }
}

function numbersOf(dtype: string, bytes: Buffer): Float32Array {
  if (dtype === 'float32') return readers.F32?.read(bytes) ?? new Float32Array()
  if (dtype === 'float16') return readers.F16?.read(bytes) ?? new Float32Array()
  const { buffer } = new Uint8Array(bytes)
  if (dtype === 'int32') return Float32Array.from(new Int32Array(buffer))
  return Float32Array.from(dtype === 'uint16' ? new Uint16Array(buffer) : new Uint8Array(buffer))
}
