import { classNames } from '../../src/main/dataset/wordnet.ts'
import type { Card } from '../../src/main/network/card.ts'
import { inputSize } from './architecture.ts'
import type { Normalisation } from './augment.ts'

/** ImageNet's mean pixel, and about one over its standard deviation. */
export const normalisation: Normalisation = { mean: [124, 117, 104], scale: 1 / 64 }
/** Short side of images before their centre is taken. */
export const resizeTo = 128

/** What the app is told of the network; `ids` are the WordNet ids in the order of its outputs. */
export function cardOf(ids: readonly string[]): Card {
  return {
    title: 'Guisenet',
    description: 'CaffeNet at half its width and input size, trained on the ten classes of Imagenette.',
    inputSize: [inputSize, inputSize],
    channelOrder: 'RGB',
    mean: [...normalisation.mean],
    scale: normalisation.scale,
    fit: 'resize-crop',
    resizeTo,
    labels: classNames(ids).map(({ name }) => name),
    ids: [...ids],
    output: 'prob',
    source:
      'Trained by scripts/train (docs/shipped-network.md) on Imagenette, whose photographs are not included',
    licence: 'MIT',
  }
}
