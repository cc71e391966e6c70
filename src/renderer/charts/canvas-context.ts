import type { Size } from '../zoom/zoom.ts'

/**
 * The context of a canvas that has as many pixels as the screen has where it lies; null where there are none.
 * @param size in CSS pixels
 * @param ratio screen pixels to one of CSS
 */
export function screenContext(
  canvas: HTMLCanvasElement,
  size: Size,
  ratio: number,
): CanvasRenderingContext2D | null {
  const width = Math.round(size.width * ratio)
  const height = Math.round(size.height * ratio)
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
  return width === 0 || height === 0 ? null : canvas.getContext('2d')
}
