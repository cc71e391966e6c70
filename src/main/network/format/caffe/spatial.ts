import type { Message } from '../protobuf/message.ts'
import { UnsupportedError } from './unsupported.ts'

/** `[height, width]`. */
export type Pair = readonly [number, number]

/**
 * A size that Caffe takes as one number for both directions, as two, or as fields of their own for height and
 * width, `single` standing for the one that is missing; undefined where none is given.
 */
export function spatialPair(
  message: Message,
  both: string,
  high?: string,
  wide?: string,
  single?: number,
): Pair | undefined {
  const values = message.numbers(both)
  const height = high === undefined ? undefined : message.number(high)
  const width = wide === undefined ? undefined : message.number(wide)
  if (height !== undefined || width !== undefined) {
    if (values.length > 0) throw new UnsupportedError(`has ${both} as well as ${high} or ${wide}`)
    return [height ?? single ?? missing(high), width ?? single ?? missing(wide)]
  }
  const [first, second] = values
  if (first === undefined) return undefined
  if (values.length > 2) throw new UnsupportedError(`has ${values.length} values of ${both}, more than two`)
  return [first, second ?? first]
}

function missing(name: string | undefined): never {
  throw new UnsupportedError(`has no ${name}`)
}
