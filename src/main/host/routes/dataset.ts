import { ImageFileError } from '../../dataset/errors.ts'
import { encodedItem } from '../../dataset/item.ts'
import { Readers } from '../../library/readers.ts'
import { shownIndex } from '../../library/summary.ts'
import { GivenUp } from '../../library/thumbnail/lanes.ts'
import { ThumbnailStore } from '../../library/thumbnail/store.ts'
import { type ThumbnailOf, Thumbnails, thumbnailSizes } from '../../library/thumbnail/thumbnails.ts'
import type { Workspace } from '../../workspace/workspace.ts'
import { forever, sentence } from './answer.ts'
import { mediaType, signatureLength } from './media-type.ts'

/** What a closed request is answered with, for nobody: nginx's "client closed request". */
const closedByClient = 499

/** Images of datasets, by their index: nothing that is not in an index can be asked for. */
export class DatasetRoute {
  readonly #workspace: Workspace
  readonly #readers = new Readers()
  readonly #store: ThumbnailStore
  readonly #thumbnails: Thumbnails

  constructor(workspace: Workspace) {
    this.#workspace = workspace
    this.#store = new ThumbnailStore(workspace.folder)
    this.#thumbnails = new Thumbnails(this.#store, this.#readers)
  }

  /** `GET /dataset/<id>/<index>/thumbnail?size=128&v=…` and `GET /dataset/<id>/<index>/image?v=…`. */
  async answer(
    [id = '', number = '', what = '']: readonly string[],
    url: URL,
    signal: AbortSignal,
  ): Promise<Response> {
    const wanted = this.#find(id, number)
    if (wanted === undefined) return sentence(404, 'There is no such image in a dataset.')
    // Only an address that names the list of images it means can mean the same for ever.
    const caching = url.searchParams.get('v') === wanted.index.summary().hash ? forever : 'no-cache'
    try {
      if (what === 'thumbnail') {
        const size = thumbnailSizes.find((known) => String(known) === (url.searchParams.get('size') ?? '128'))
        if (size === undefined) return sentence(400, `A thumbnail has size ${thumbnailSizes.join(', ')}.`)
        const picture = await this.#thumbnails.get(wanted, size, signal)
        return bytesAnswer(picture, 'image/webp', caching)
      }
      if (what !== 'image') return sentence(404, 'There is nothing at this address.')
      const { bytes } = await encodedItem(await this.#readers.item(wanted.record, wanted.image))
      const type = mediaType(bytes.subarray(0, signatureLength))
      // A table may name any file; what is no image is not handed out.
      if (!type.startsWith('image/')) return sentence(415, `${wanted.image.name} is not an image.`)
      return bytesAnswer(bytes, type, caching)
    } catch (error) {
      if (error instanceof GivenUp) return sentence(closedByClient, error.message)
      if (error instanceof ImageFileError) return sentence(415, error.message)
      throw error
    }
  }

  async close(): Promise<void> {
    await this.#readers.close()
    this.#store.close()
  }

  #find(id: string, number: string): ThumbnailOf | undefined {
    const record = this.#workspace.datasets.get(id)
    const index = record && shownIndex(this.#workspace, record)
    const image = /^\d{1,10}$/.test(number) ? index?.image(Number(number)) : undefined
    return record && index && image && { record, index, image }
  }
}

function bytesAnswer(bytes: Buffer, type: string, caching: string): Response {
  const headers = { 'Content-Type': type, 'Content-Length': String(bytes.length), 'Cache-Control': caching }
  return new Response(new Uint8Array(bytes), { headers })
}
