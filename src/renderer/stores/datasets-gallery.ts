import { ORPCError } from '@orpc/client'
import { defineStore } from 'pinia'
import { computed, nextTick, ref, shallowRef, watch } from 'vue'
import type { DatasetImage, DatasetQuery, DatasetView } from '../../contract/dataset.ts'
import { useBackend } from '../backend/backend.ts'
import { type GalleryFilter, type GalleryOrder, isFiltered, NO_FILTER, queryOf } from '../gallery/filter.ts'
import { RowPages } from '../gallery/row-pages.ts'
import { useContext } from './context.ts'
import { useDatasets } from './datasets.ts'
import { useFeatureSets } from './neighbours-sets.ts'
import { useNotices } from './notices.ts'

/** An answer that takes no longer than this, in milliseconds, needs no word about it. */
const SLOW_MS = 150

/** A view as shown, with the query it answers and the state of the index it was made of. */
export interface ShownView extends DatasetView {
  readonly query: DatasetQuery
  readonly hash: string | null
}

/** The images that the gallery shows: the current dataset filtered, grouped and sorted, read as they come into sight. */
export const useGallery = defineStore('datasets-gallery', () => {
  const datasets = useDatasets()
  const context = useContext()
  const notices = useNotices()
  const sets = useFeatureSets()
  const filter = shallowRef<GalleryFilter>(NO_FILTER)
  const order = shallowRef<GalleryOrder>({ by: 'index', descending: false, group: 'label' })
  const view = shallowRef<ShownView | null>(null)
  /** Whether an answer is being waited for, noticeably. */
  const busy = ref(false)
  const pagesRead = ref(0)
  let pages = pagesOf(null)
  let latest = 0
  let running = Promise.resolve()

  const network = computed(() => context.network?.hash ?? null)
  /** Grows with what the chosen network has been found to say of the dataset's images. */
  const predicted = computed(() =>
    sets.list.reduce(
      (sum, { predictions, networkHash, done }) =>
        predictions && networkHash === network.value ? sum + done : sum,
      0,
    ),
  )
  const filtered = computed(() => isFiltered(filter.value))
  const query = computed(() =>
    datasets.current ? queryOf(datasets.current.id, filter.value, order.value, network.value) : null,
  )

  function pagesOf(shown: ShownView | null): RowPages<DatasetImage> {
    return new RowPages<DatasetImage>(
      (start, count, signal) => (shown ? rows(shown, start, count, signal) : Promise.resolve([])),
      { onChange: () => (pagesRead.value += 1), onError: notices.failed },
    )
  }

  /** Rows of a view; one that the engine has forgotten is asked for again. */
  async function rows(shown: ShownView, start: number, count: number, signal: AbortSignal) {
    const { datasets: procedures } = useBackend().client
    try {
      return await procedures.rows({ view: shown.view, start, count }, { signal })
    } catch (error) {
      if (!(error instanceof ORPCError && error.code === 'NOT_FOUND')) throw error
      const again = await procedures.query(shown.query)
      if (again.view === shown.view) return procedures.rows({ view: shown.view, start, count }, { signal })
      void run()
      return []
    }
  }

  /** Asks the engine anew for what the controls say. Of several answers only the latest question's counts. */
  function run(): Promise<void> {
    running = ask()
    return running
  }

  async function ask(): Promise<void> {
    const turn = ++latest
    const asked = query.value
    const hash = datasets.current?.hash ?? null
    if (!asked) {
      show(null)
      return
    }
    const slow = setTimeout(() => (busy.value = true), SLOW_MS)
    const answer = await notices.attempt(() => useBackend().client.datasets.query(asked))
    clearTimeout(slow)
    if (turn !== latest) return
    busy.value = false
    if (answer) show({ ...answer, query: asked, hash })
  }

  /** Resolves when what was asked last has been answered. */
  const settled = (): Promise<void> => running

  /** Asks for nothing in particular, so that every image is in the view. */
  async function showAll(): Promise<void> {
    filter.value = NO_FILTER
    await nextTick()
    await settled()
  }

  function show(next: ShownView | null): void {
    const [before, after] = [view.value, next].map((one) =>
      [one?.query.id, one?.view, one?.predictions].join(),
    )
    if (before !== after) {
      pages.close()
      pages = pagesOf(next)
    }
    view.value = next
  }

  /** The image at a position, once it has been read. */
  function at(position: number): DatasetImage | undefined {
    void pagesRead.value
    return pages.at(position)
  }

  const want = (from: number, to: number): void => pages.want(from, to)

  watch(() => JSON.stringify(query.value), run, { immediate: true })
  watch(predicted, run)
  watch(
    () => datasets.current?.id,
    () => (filter.value = NO_FILTER),
  )
  // What grows while it is indexed is shown anew each time it has grown by half, and when it is whole.
  watch(
    () => datasets.current,
    (now, before) => {
      if (!now || now.id !== before?.id) return
      const grown = now.state === 'indexing' && now.images > 1.5 * (view.value?.count ?? 0)
      if (grown || now.hash !== before.hash || now.state !== before.state) void run()
    },
  )

  return { filter, order, view, busy, filtered, network, query, run, settled, showAll, at, want }
})
