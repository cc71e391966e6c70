/** A window's way over one axis. */
export interface Window {
  readonly size: number
  readonly stride: number
  readonly dilation: number
}

/** Zeros before and after an axis. */
export type Pads = readonly [before: number, after: number]

/**
 * TensorFlow's padding "same": the result has ⌈length / stride⌉ places; where the zeros for that cannot be halved, the one more comes
 * after. (tensorflow/core/framework/kernel_shape_util.h)
 */
export function samePads(length: number, { size, stride, dilation }: Window): Pads {
  const reach = (size - 1) * dilation + 1
  const total = Math.max(0, (Math.ceil(length / stride) - 1) * stride + reach - length)
  return [Math.floor(total / 2), Math.ceil(total / 2)]
}

/** Pads of both axes of an image in ONNX's order: both beginnings, both ends. */
export const onnxPads = ([top, bottom]: Pads, [left, right]: Pads): number[] => [top, left, bottom, right]

/** ONNX's pads of an image `[height, width]` under a window, as TensorFlow's "same" or "valid" asks for. */
export function padsFor(
  padding: 'same' | 'valid',
  [height, width]: readonly [number, number],
  [down, across]: readonly [Window, Window],
): number[] {
  return padding === 'valid' ? [0, 0, 0, 0] : onnxPads(samePads(height, down), samePads(width, across))
}
