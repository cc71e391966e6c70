import type { Weight } from '../../graph.ts'
import { strided, stridesOf } from '../../onnx/host.ts'
import { DamageError } from '../byte-source.ts'

/** A weight with its axes in another order: axis i of the result is axis `order[i]` of the weight. */
export function permuted({ shape, data }: Weight, order: readonly number[]): Weight {
  const strides = stridesOf(shape)
  const made = strided(
    { type: 'float32', shape, data },
    order.map((axis) => shape[axis] ?? 1),
    order.map((axis) => strides[axis] ?? 1),
  )
  return {
    shape: made.shape,
    data: made.data instanceof Float32Array ? made.data : Float32Array.from(made.data),
  }
}

export const reshaped = ({ data }: Weight, shape: readonly number[]): Weight => ({ shape, data })

/** More than any network normalises at once; no file backs these numbers. */
const mostFilled = 2 ** 22

/** A weight of one number, many times. @throws {DamageError} where it is too many */
export function filled(length: number, value: number): Weight {
  if (length > mostFilled) throw new DamageError(`it would take ${length} numbers that no file holds`)
  return { shape: [length], data: new Float32Array(length).fill(value) }
}
