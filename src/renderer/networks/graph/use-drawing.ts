import { type ShallowRef, shallowRef, watch } from 'vue'
import { useNotices } from '../../stores/notices.ts'
import { arrangeAside } from './arrange-aside.ts'
import type { Arrangement } from './arrangement.ts'
import { boxSize } from './box-size.ts'
import { fold } from './fold.ts'
import { type DrawnLayer, type StackedGraph, stackLayers } from './stacks.ts'

export interface Drawing {
  readonly layers: readonly DrawnLayer[]
  readonly graph: StackedGraph
  readonly arrangement: Arrangement
}

/** A network's drawing, laid out anew when its layers change; null until it is there. `aspect`: of the place it is to fill. */
export function useDrawing(
  layers: () => readonly DrawnLayer[],
  aspect: () => number,
): Readonly<ShallowRef<Drawing | null>> {
  const drawing = shallowRef<Drawing | null>(null)
  const notices = useNotices()
  watch(
    layers,
    async (now, _before, onCleanup) => {
      const left = new AbortController()
      onCleanup(() => left.abort())
      drawing.value = null
      if (now.length === 0) return
      const graph = stackLayers(now)
      const sizes = graph.stacks.map((stack) => boxSize(stack, now))
      await notices.attempt(async () => {
        const ribbon = await arrangeAside({ sizes, edges: graph.edges }, left.signal).catch(
          (error: unknown) => {
            if (left.signal.aborted) return null
            throw error
          },
        )
        if (ribbon && !left.signal.aborted)
          drawing.value = { layers: now, graph, arrangement: fold(ribbon, aspect()) }
      })
    },
    { immediate: true },
  )
  return drawing
}
