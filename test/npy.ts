import { readFileSync } from 'node:fs'

/** A NumPy array file of float32 or bytes in C order, the two that the reference files hold. */
export function readNpy(path: string): { shape: number[]; data: Float32Array } {
  const file = readFileSync(path)
  const start = 10 + file.readUInt16LE(8)
  const header = file.toString('latin1', 10, start)
  const type = /'descr': '([^']+)'/.exec(header)?.[1]
  const shape = (/'shape': \(([^)]*)\)/.exec(header)?.[1] ?? '')
    .split(',')
    .filter((size) => size.trim() !== '')
  if (header.includes("'fortran_order': True")) throw new Error(`${path} is in Fortran order`)
  const bytes = file.subarray(start)
  const data =
    type === '|u1'
      ? Float32Array.from(bytes)
      : Float32Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readFloatLE(4 * i))
  if (type !== '|u1' && type !== '<f4') throw new Error(`${path} holds ${type}, not float32 or bytes`)
  return { shape: shape.map(Number), data }
}
