import { type ShallowRef, shallowRef, watch } from 'vue'
import { blobUrl } from '../../backend/addresses.ts'
import type { Size } from '../../zoom/zoom.ts'

/** The pixel size of a stored image, read from the image itself; 1 × 1 until it is known. */
export function useImageSize(hash: () => string | null): ShallowRef<Size> {
  const size = shallowRef<Size>({ width: 1, height: 1 })
  watch(
    hash,
    async (now) => {
      if (!now) return
      const image = new Image()
      image.src = blobUrl(now)
      await image.decode().catch(() => undefined)
      if (hash() === now && image.naturalWidth > 0)
        size.value = { width: image.naturalWidth, height: image.naturalHeight }
    },
    { immediate: true },
  )
  return size
}
