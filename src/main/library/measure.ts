import { readImageHeader } from '../dataset/decode.ts'
import { readImageFile } from '../dataset/read.ts'
import { fileOf } from '../dataset/source/entry-files.ts'
import type { DatasetIndex, IndexedImage } from '../workspace/dataset-index.ts'

/** Images looked into before what was found is written down. */
const batch = 256

export interface MeasureOptions {
  readonly signal?: AbortSignal | undefined
  /** Called with how many images have been looked into, of all. */
  readonly onProgress?: ((done: number) => void) | undefined
}

async function lookInto(
  root: string,
  image: IndexedImage,
): Promise<Pick<IndexedImage, 'position' | 'width' | 'height' | 'trouble'>> {
  const { position, name } = image
  const file = fileOf(root, image)
  try {
    // Its own sentence, where it cannot be read at all, is better than the decoder's.
    const header = await readImageHeader(file, name).catch(async () =>
      readImageHeader(await readImageFile(file), name),
    )
    return { position, width: header.width, height: header.height, trouble: null }
  } catch (error) {
    return {
      position,
      width: null,
      height: null,
      trouble: error instanceof Error ? error.message : String(error),
    }
  }
}

/**
 * Reads the headers of the images that have not been looked into: their sizes, or why there are none. Goes on where it was stopped.
 * @param root what the images' files are relative to
 */
export async function measureImages(
  index: DatasetIndex,
  root: string,
  { signal, onProgress }: MeasureOptions = {},
): Promise<void> {
  const { images, measured } = index.summary()
  for (let from = measured; from < images; ) {
    signal?.throwIfAborted()
    const next = index.unmeasured(from, batch)
    const found = await Promise.all(next.map((image) => lookInto(root, image)))
    const last = next.at(-1)
    from = next.length < batch || last === undefined ? images : last.position + 1
    index.measure(found, from)
    onProgress?.(from)
  }
}
