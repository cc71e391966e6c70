import type { Published } from '../published.ts'
import { alexnet, caffenet, flickrStyle, googlenet } from './networks/caffe-zoo.ts'
import { ofArchitectures } from './networks/common.ts'
import { nin } from './networks/nin.ts'
import { hybridPlaces, places205 } from './networks/places.ts'
import { squeezenet10, squeezenet11 } from './networks/squeezenet.ts'
import { vgg16, vggCnnS } from './networks/vgg.ts'

/** The networks that can be fetched. */
export const publishedNetworks: readonly Published[] = ofArchitectures([
  ...[caffenet, alexnet, googlenet, vggCnnS, vgg16, nin],
  ...[squeezenet10, squeezenet11, places205, hybridPlaces, flickrStyle],
])
