import * as tf from '../../tensor/tf.ts'
import type { Uploads } from './operator.ts'

/** Tensors kept from one run to the next, by key. */
export class KeptUploads implements Uploads {
  readonly #tensors = new Map<string, tf.Tensor>()

  get(key: string, make: () => tf.Tensor): tf.Tensor {
    const found = this.#tensors.get(key)
    if (found !== undefined) return found
    const made = tf.keep(tf.tidy(make))
    this.#tensors.set(key, made)
    return made
  }

  dispose(): void {
    tf.dispose([...this.#tensors.values()])
    this.#tensors.clear()
  }
}
