import type { DatasetIndex, IndexedImage } from '../workspace/dataset-index.ts'

/** How far ahead it looks: further than any class has images. */
const window = 20_000
const step = 5_000

const keyOf = ({ folder, name }: { readonly folder: string; readonly name: string }): string =>
  `${folder}\0${name}`

/**
 * What an earlier index knows of images, asked for in nearly its own order: it is read along with the new one, a stretch at a time, so that
 * a million images take no memory. What was moved further than the stretch is simply looked into again.
 */
export class Previous {
  readonly #index: DatasetIndex
  readonly #ahead = new Map<string, IndexedImage>()
  #next = 0
  #ended = false

  constructor(index: DatasetIndex) {
    this.#index = index
  }

  /** What was known of the image, if neither size nor time of its file have changed. */
  find(place: { folder: string; name: string }, bytes: number, modified: number): IndexedImage | undefined {
    this.#fill()
    const key = keyOf(place)
    const found = this.#ahead.get(key)
    if (found === undefined) return undefined
    // What lies before it has been taken away, or comes later in the new order.
    for (const [passed, { position }] of this.#ahead) {
      if (position > found.position) break
      this.#ahead.delete(passed)
    }
    return found.bytes === bytes && found.modified === modified ? found : undefined
  }

  #fill(): void {
    while (!this.#ended && this.#ahead.size < window) {
      const images = this.#index.range(this.#next, step)
      for (const image of images) this.#ahead.set(keyOf(image), image)
      this.#next += step
      this.#ended = images.length < step
    }
  }
}
