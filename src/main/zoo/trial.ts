import type { TrialImage } from '../../contract/network.ts'
import { prepareImage } from '../experiment/prepare.ts'
import { encodePng } from '../export/png.ts'
import { type CardDraft, withDraft } from '../network/card.ts'
import { checked } from '../network/format/check.ts'
import type { NetworkData } from '../network/graph.ts'
import { readLabels } from '../network/labels.ts'
import { Network } from '../network/network.ts'
import { recogniseNetwork } from '../network/recognise.ts'
import type { Workspace } from '../workspace/workspace.ts'
import type { TrialPicture } from './trial-pictures.ts'

/** How long a file that was tried stays in memory, in milliseconds. */
const keptFor = 120_000

export interface TrialRequest {
  /** As it is imported. */
  readonly path: string
  readonly card: CardDraft
  /** A file of class names. */
  readonly labels: string | null
}

/** Networks of files that are tried before they are imported: the last one stays in memory for a while, so that another card is quick. */
export class Trials {
  #kept: { readonly key: string; readonly data: Promise<NetworkData> } | undefined
  #forgetting: NodeJS.Timeout | undefined

  /**
   * What the network says of some images, prepared as the card says.
   * @throws {NetworkFileError} where the card leaves something open or does not fit, or the files are no network
   */
  async run(
    workspace: Pick<Workspace, 'cache'>,
    { path, card, labels }: TrialRequest,
    pictures: readonly TrialPicture[],
    signal?: AbortSignal,
  ): Promise<TrialImage[]> {
    const names = labels === null ? {} : await readLabels(labels)
    const data = await this.#data(path, { ...card, ...names })
    signal?.throwIfAborted()
    const network = Network.load(data)
    try {
      const tried: TrialImage[] = []
      for (const { image, file, shows } of pictures) {
        signal?.throwIfAborted()
        const { pixels } = await prepareImage(file, image.name, data.card)
        const [predictions = []] = await network.predict([pixels], 5)
        const png = await encodePng(Uint8Array.from(pixels), network.inputShape)
        tried.push({ image, shows, fitted: workspace.cache.put(png), predictions })
      }
      return tried
    } finally {
      network.dispose()
    }
  }

  /** Forgets what is kept. */
  close(): void {
    clearTimeout(this.#forgetting)
    this.#kept = undefined
  }

  async #data(path: string, card: CardDraft): Promise<NetworkData> {
    const { format, paths } = await recogniseNetwork(path.trim())
    // What is said decides how the files are read; how it is said only where it is the size.
    const key = JSON.stringify([paths, Object.keys(card).sort(), card.inputSize])
    const known = this.#kept?.key === key ? this.#kept.data : undefined
    const data = known ?? format.open(paths, card)
    this.close()
    this.#kept = { key, data }
    this.#forgetting = setTimeout(() => this.close(), keptFor)
    this.#forgetting.unref()
    const read = await data.catch((error: unknown) => {
      this.close()
      throw error
    })
    return checked({ ...read, card: withDraft(read.card, card) }, 'The card')
  }
}
