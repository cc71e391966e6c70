import type { Definition } from './builder.ts'
import { alexnet, caffenet, flickrStyle, hybridPlaces, places205 } from './caffenets.ts'
import { googlenet } from './googlenet.ts'
import { nin } from './nin.ts'
import { cifar10Full, cifar10Quick, lenet } from './small.ts'
import { squeezenet10, squeezenet11 } from './squeezenets.ts'
import { vgg16, vggCnnS } from './vggs.ts'

/** Every architecture that comes with the app. */
export const definitions: readonly Definition[] = [
  ...[caffenet, alexnet, googlenet, vggCnnS, vgg16, nin, squeezenet10, squeezenet11],
  ...[places205, hybridPlaces, flickrStyle, lenet, cifar10Quick, cifar10Full],
]
