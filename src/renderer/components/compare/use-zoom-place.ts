import { type ComputedRef, type CSSProperties, computed } from 'vue'
import { useViewer } from '../../stores/viewer.ts'
import { place } from '../../zoom/zoom.ts'

/** How a picture lies in its pane at the zoom and position that all compared images share: its CSS. */
export function useZoomPlace(): ComputedRef<CSSProperties> {
  const viewer = useViewer()
  return computed(() => {
    const { scale } = viewer.zoom
    const corner = place(viewer.zoom, viewer.pane, window.devicePixelRatio)
    return {
      width: `${viewer.image.width * scale}px`,
      height: `${viewer.image.height * scale}px`,
      transform: `translate(${corner.x}px, ${corner.y}px)`,
      imageRendering: scale >= 1 ? 'pixelated' : 'auto',
    }
  })
}
