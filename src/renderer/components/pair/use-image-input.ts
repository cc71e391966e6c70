import { useImages } from '../../stores/images.ts'
import { useNotices } from '../../stores/notices.ts'
import { type Slot, useStage } from '../../stores/stage.ts'
import { chooseImageFile, HASH_TYPE, imageFile } from './image-files.ts'

export interface UseImageInputReturn {
  /** Puts a file into the workspace and into the slot. */
  addFile(slot: Slot, file: File): Promise<void>
  fromDisk(slot: Slot): Promise<void>
  fromDrop(slot: Slot, data: DataTransfer | null): Promise<void>
  /** A pasted image goes to the first empty slot; to the source when both are taken. Answers whether there was one. */
  fromPaste(data: DataTransfer | null): boolean
}

/** The ways an image comes into a slot; what goes wrong becomes a notice. */
export function useImageInput(): UseImageInputReturn {
  const stage = useStage()
  const images = useImages()
  const notices = useNotices()

  async function addFile(slot: Slot, file: File): Promise<void> {
    const image = await notices.attempt(() => images.add(file))
    if (image) stage.place(slot, image)
  }

  async function fromDisk(slot: Slot): Promise<void> {
    const file = await chooseImageFile()
    if (file) await addFile(slot, file)
  }

  async function fromDrop(slot: Slot, data: DataTransfer | null): Promise<void> {
    const hash = data?.getData(HASH_TYPE)
    const known = [...images.samples, ...images.recent].find((image) => image.hash === hash)
    if (known) return stage.place(slot, known)
    const file = imageFile(data)
    if (file) await addFile(slot, file)
    else notices.failed(new Error('What was dropped is not an image file.'))
  }

  function fromPaste(data: DataTransfer | null): boolean {
    const file = imageFile(data)
    if (!file) return false
    void addFile(stage.source && !stage.guide ? 'guide' : 'source', file)
    return true
  }

  return { addFile, fromDisk, fromDrop, fromPaste }
}
