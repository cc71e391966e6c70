import { useRouter } from 'vue-router'
import { useBackend } from '../../backend/backend.ts'
import { useDatasets } from '../../stores/datasets.ts'
import { usePairList } from '../../stores/datasets-pairs.ts'
import { useGallerySelection } from '../../stores/datasets-selection.ts'
import { useNotices } from '../../stores/notices.ts'
import { type Slot, useStage } from '../../stores/stage.ts'
import { countText } from './texts.ts'

/** As many images as one request puts into the workspace. */
const MOST = 1000

export interface UseSendReturn {
  /** Puts the image that has the focus into a slot of the Pair view; the view is shown once both are filled. */
  toPair(slot: Slot): Promise<void>
  /** Puts the selected images on a side of the pair list. */
  toList(slot: Slot): Promise<void>
}

/** Ways from the gallery to the Pair view and the pair list; what goes wrong becomes a notice. */
export function useSend(): UseSendReturn {
  const datasets = useDatasets()
  const selection = useGallerySelection()
  const stage = useStage()
  const pairs = usePairList()
  const notices = useNotices()
  const router = useRouter()

  async function toPair(slot: Slot): Promise<void> {
    const dataset = datasets.current
    const image = selection.activeImage
    if (!dataset || !image) return
    await notices.attempt(async () => {
      const [taken] = await useBackend().client.datasets.take({ id: dataset.id, indexes: [image.index] })
      if (!taken?.image) throw new Error(`${image.name} cannot be used: ${taken?.error ?? 'it is gone'}`)
      stage.place(slot, taken.image)
      notices.done(`${image.name} is the ${slot}.`)
      if (stage.source && stage.guide) await router.push({ name: 'pair' })
    })
  }

  async function toList(slot: Slot): Promise<void> {
    const dataset = datasets.current
    if (!dataset) return
    await notices.attempt(async () => {
      if (selection.count > MOST)
        throw new Error(`Select at most ${MOST} images at a time for the pair list.`)
      const images = await selection.images(MOST)
      if (images.length === 0) throw new Error('Select the images for the pair list first.')
      const indexes = images.map(({ index }) => index)
      const taken = await useBackend().client.datasets.take({ id: dataset.id, indexes })
      const paths = new Map(images.map(({ index, path }) => [index, path]))
      const added = pairs.add(
        slot,
        taken.flatMap(({ index, image }) =>
          image ? [pairs.memberOf(dataset, image, paths.get(index) ?? '')] : [],
        ),
      )
      notices.done(`${countText(added, 'image')} added to the pair list’s ${slot}s.`)
      const failed = taken.find(({ error }) => error !== null)
      if (failed) throw new Error(`Some images could not be added, one because: ${failed.error}`)
    })
  }

  return { toPair, toList }
}
