import type { Card } from '../../src/main/network/card.ts'
import { inputSize } from './architecture.ts'
import type { Normalisation } from './augment.ts'

/** ImageNet's mean pixel, and about one over its standard deviation. */
export const normalisation: Normalisation = { mean: [124, 117, 104], scale: 1 / 64 }
/** Short side of images before their centre is taken. */
export const resizeTo = 128

const classNames: Readonly<Record<string, string>> = {
  n01440764: 'tench',
  n02102040: 'English springer',
  n02979186: 'cassette player',
  n03000684: 'chain saw',
  n03028079: 'church',
  n03394916: 'French horn',
  n03417042: 'garbage truck',
  n03425413: 'gas pump',
  n03445777: 'golf ball',
  n03888257: 'parachute',
}

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
    labels: ids.map((id) => classNames[id] ?? id),
    ids: [...ids],
    output: 'prob',
    source:
      'Trained by scripts/train (docs/shipped-network.md) on Imagenette, whose photographs are not included',
    licence: 'MIT',
  }
}
