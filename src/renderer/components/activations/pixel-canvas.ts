import { type ComputedRef, onBeforeUnmount, type ShallowRef, watch } from 'vue'
import type { Pixels } from './pixels.ts'

/** A picture to be drawn pixel by pixel, in device pixels. */
export interface PixelPicture {
  readonly width: number
  readonly height: number
  readonly paint: (target: Pixels) => void
}

/** Draws the newest picture on a canvas, at most once a frame. */
export function usePixelCanvas(
  canvas: Readonly<ShallowRef<HTMLCanvasElement | null>>,
  picture: ComputedRef<PixelPicture | null>,
): void {
  let frame = 0
  let image: ImageData | null = null

  function draw(): void {
    frame = 0
    const now = picture.value
    const element = canvas.value
    if (!now || !element || now.width < 1 || now.height < 1) return
    if (image?.width !== now.width || image.height !== now.height) {
      image = new ImageData(now.width, now.height)
      element.width = now.width
      element.height = now.height
    }
    const data = new Uint32Array(image.data.buffer)
    data.fill(0)
    now.paint({ data, width: now.width, height: now.height })
    element.getContext('2d')?.putImageData(image, 0, 0)
  }

  watch(
    [canvas, picture],
    () => {
      if (frame === 0) frame = requestAnimationFrame(draw)
    },
    { immediate: true },
  )
  onBeforeUnmount(() => cancelAnimationFrame(frame))
}
