import type { Published } from '../published.ts'
import { cifar10 } from './cifar-10.ts'
import { imagenette, imagenette160, imagenette320 } from './imagenette.ts'
import { mnist } from './mnist.ts'

/** The datasets that can be fetched. */
export const publishedDatasets: readonly Published[] = [
  imagenette160,
  imagenette320,
  imagenette,
  cifar10,
  mnist,
]
