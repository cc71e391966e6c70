import type { Published } from '../published.ts'
import { alexnet, caffenet, flickrStyle, googlenet } from './networks/caffe-zoo.ts'
import { hybridPlaces, places205 } from './networks/places.ts'
import { squeezenet10, squeezenet11 } from './networks/squeezenet.ts'
import { vgg16, vggCnnS } from './networks/vgg.ts'

/** The networks that can be fetched. */
export const publishedNetworks: readonly Published[] = [
  ...[caffenet, alexnet, googlenet, vggCnnS, vgg16],
  ...[squeezenet10, squeezenet11, places205, hybridPlaces, flickrStyle],
]
