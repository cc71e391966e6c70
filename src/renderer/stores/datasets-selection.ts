import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { DatasetImage } from '../../contract/dataset.ts'
import { useBackend } from '../backend/backend.ts'
import { countOf, includes, type Ranges, toggled, united } from '../gallery/ranges.ts'
import { useGallery } from './datasets-gallery.ts'

/** How a click or key selects: alone, adding or taking away one, or all from the anchor on. */
export type PickMode = 'only' | 'toggle' | 'range'

/** As many rows as the engine gives at a time. */
const STRETCH = 500

/** Which of the gallery's images are selected, by position; another view starts with nothing selected. */
export const useGallerySelection = defineStore('datasets-selection', () => {
  const gallery = useGallery()
  const ranges = shallowRef<Ranges>([])
  /** The position that keys move from and the inspector shows. */
  const active = ref(0)
  const anchor = ref(0)
  const count = computed(() => countOf(ranges.value))
  const activeImage = computed<DatasetImage | null>(() => gallery.at(active.value) ?? null)

  const has = (position: number): boolean => includes(ranges.value, position)

  function pick(position: number, mode: PickMode): void {
    active.value = position
    if (mode === 'range') {
      const [from, to] = position < anchor.value ? [position, anchor.value] : [anchor.value, position]
      ranges.value = united([], from, to + 1)
      return
    }
    anchor.value = position
    ranges.value = mode === 'toggle' ? toggled(ranges.value, position) : united([], position, position + 1)
  }

  /** Moves without selecting, as Ctrl with an arrow does. */
  function go(position: number): void {
    active.value = position
  }

  function all(): void {
    const total = gallery.view?.count ?? 0
    ranges.value = total > 0 ? [[0, total]] : []
  }

  /** Adds a stretch, as a heading’s button does. */
  function stretch(from: number, to: number): void {
    ranges.value = united(ranges.value, from, to)
  }

  function clear(): void {
    ranges.value = []
  }

  /**
   * The selected images, in the view's order.
   * @param limit at most so many
   */
  async function images(limit: number): Promise<DatasetImage[]> {
    const view = gallery.view?.view
    const found: DatasetImage[] = []
    if (view === undefined) return found
    for (const [from, to] of ranges.value) {
      const end = Math.min(to, from + limit - found.length)
      for (let start = from; start < end; start += STRETCH) {
        const stretch = { view, start, count: Math.min(STRETCH, end - start) }
        found.push(...(await useBackend().client.datasets.rows(stretch)))
      }
    }
    return found
  }

  /** Selects an image by its index in the dataset; what hides it is no longer asked for. */
  async function find(index: number): Promise<void> {
    const { datasets } = useBackend().client
    await gallery.settled()
    const shown = gallery.view && (await datasets.place({ view: gallery.view.view, index })).place
    if (shown === null) await gallery.showAll()
    const place = shown ?? (gallery.view && (await datasets.place({ view: gallery.view.view, index })).place)
    if (place !== null) pick(place, 'only')
  }

  watch(
    () => gallery.view?.view,
    () => {
      clear()
      active.value = 0
      anchor.value = 0
    },
  )

  return { ranges, active, count, activeImage, has, pick, go, all, stretch, clear, find, images }
})
