import { allFinite } from '../../finite.ts'
import type { Weight } from '../../graph.ts'
import type { Message } from '../protobuf/message.ts'

/** More dimensions than Caffe allows. */
const maxAxes = 32

/**
 * An array with its shape: of today's form, or the legacy four numbers, in which vectors and matrices have leading
 * ones.
 * @param error makes the error of a reason that follows the blob's name
 */
export function blobWeight(blob: Message, error: (reason: string) => Error): Weight {
  const data = joined([...blob.arrays('data'), ...blob.arrays('double_data')])
  const shape = blobShape(blob)
  if (shape.length > maxAxes || !shape.every((size) => Number.isSafeInteger(size) && size >= 0)) {
    throw error(`has no possible shape (${shape.slice(0, 8).join(' × ')})`)
  }
  const count = shape.reduce((product, size) => product * size, 1)
  if (count !== data.length) {
    throw error(`has ${data.length} values where its shape (${shape.join(' × ')}) needs ${count}`)
  }
  if (!allFinite(data)) throw error('holds numbers that are not finite')
  return { shape, data }
}

function blobShape(blob: Message): number[] {
  if (blob.has('shape')) return blob.message('shape').numbers('dim')
  return ['num', 'channels', 'height', 'width'].map((name) => blob.number(name) ?? 0)
}

/** Runs of values as one array; nearly always there is one, which is passed on as it is. */
function joined(runs: readonly Float32Array[]): Float32Array {
  const [first] = runs
  if (first !== undefined && runs.length === 1) return first
  const all = new Float32Array(runs.reduce((total, run) => total + run.length, 0))
  let at = 0
  for (const run of runs) {
    all.set(run, at)
    at += run.length
  }
  return all
}
