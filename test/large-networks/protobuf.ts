/** An unsigned number as protobuf writes it. */
export function varint(value: number): Buffer {
  const bytes: number[] = []
  let left = value
  for (; left >= 128; left = Math.floor(left / 128)) bytes.push((left % 128) | 128)
  return Buffer.from([...bytes, left])
}

/** A field of bytes: a message, a text, numbers in a row. The parts are not joined, so that large ones can be written as they are. */
export function field(number: number, ...parts: readonly Uint8Array[]): Uint8Array[] {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  return [varint(number * 8 + 2), varint(length), ...parts]
}

export const text = (number: number, value: string): Uint8Array[] => field(number, Buffer.from(value))
export const whole = (number: number, value: number): Uint8Array[] => [varint(number * 8), varint(value)]
