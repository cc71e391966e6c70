import { onBeforeUnmount, onMounted } from 'vue'
import { useNotices } from '../../stores/notices.ts'
import { useStage } from '../../stores/stage.ts'
import { useViewer } from '../../stores/viewer.ts'
import { plainKey } from '../shell/plain-key.ts'

/** The Pair view's shortcuts (shell/shortcuts.ts lists them), while it is on screen. */
export function usePairKeys(actions: { exportResult(): void }): void {
  const stage = useStage()
  const viewer = useViewer()
  const notices = useNotices()

  function onKey(event: KeyboardEvent): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      if (!stage.upToDate) void notices.attempt(() => stage.make())
      return
    }
    const key = plainKey(event)
    if (key === 'x') stage.swap()
    if (!stage.result || key === null) return
    if (key === 'e') actions.exportResult()
    else if (key === 'b') viewer.blink()
    else if (key === 's') viewer.mode = viewer.mode === 'slider' ? 'row' : 'slider'
    else if (key === 'Escape') viewer.mode = 'row'
    else if (!key.startsWith('Arrow')) viewer.key(key)
  }

  onMounted(() => window.addEventListener('keydown', onKey))
  onBeforeUnmount(() => window.removeEventListener('keydown', onKey))
}
