import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { dataPath, hasData } from '../../../../test/data.ts'
import { startBackend } from '../../tensor/backend.ts'
import { Network } from '../network.ts'
import { type CaffeFiles, readCaffe } from './caffe.ts'

interface Examples {
  readonly images: Float32Array[]
  readonly classes: number[]
}

/** MNIST's IDX files: 16 and 8 bytes of header. */
function mnist(): Examples {
  const pixels = readFileSync(dataPath('images', 'mnist', 't10k-2000-images-idx3-ubyte')).subarray(16)
  const classes = readFileSync(dataPath('images', 'mnist', 't10k-2000-labels-idx1-ubyte')).subarray(8)
  return {
    images: Array.from(classes, (_, i) => Float32Array.from(pixels.subarray(784 * i, 784 * (i + 1)))),
    classes: [...classes],
  }
}

/** CIFAR-10's binary version: the class, then the red, the green and the blue plane. */
function cifar(): Examples {
  const bytes = readFileSync(dataPath('images', 'cifar10', 'test_1000.bin'))
  const starts = Array.from({ length: bytes.length / 3073 }, (_, i) => 3073 * i)
  const image = (start: number) =>
    Float32Array.from({ length: 3072 }, (_, i) => bytes[start + 1 + (i % 3) * 1024 + Math.floor(i / 3)] ?? 0)
  return { images: starts.map(image), classes: starts.map((start) => bytes[start] ?? -1) }
}

/** How many examples the network classifies rightly, with the card that is assumed for it. */
async function right(files: CaffeFiles, { images, classes }: Examples): Promise<number> {
  const network = Network.load(await readCaffe(files))
  const predictions = await network.predict(images, 1)
  network.dispose()
  return predictions.filter(([best], i) => best?.index === classes[i]).length
}

// Counts by PyTorch 2.13.0 (test/peers/caffe_nets.py). One more or less allows for ties between rounded scores.
describe.skipIf(!hasData)(
  'Caffe’s small networks, prepared as assumed, are as accurate as in PyTorch',
  () => {
    beforeAll(async () => {
      await startBackend()
    })
    const path = (folder: string, file: string) => dataPath('networks', folder, file)

    it('LeNet on 2,000 digits', async () => {
      const files = {
        prototxt: path('lenet_mnist', 'lenet.prototxt'),
        caffemodel: path('lenet_mnist', 'lenet_iter_10000.caffemodel'),
      }
      expect(Math.abs((await right(files, mnist())) - 1973)).toBeLessThanOrEqual(1)
    })

    it.each([
      ['cifar10_quick', 'cifar10_quick_iter_5000', 743],
      ['cifar10_full', 'cifar10_full_iter_70000', 816],
    ])('%s on 1,000 photographs', async (folder, model, count) => {
      const files = {
        prototxt: path(folder, `${folder}.prototxt`),
        caffemodel: path(folder, `${model}.caffemodel`),
        mean: path(folder, 'mean.binaryproto'),
      }
      expect(Math.abs((await right(files, cifar())) - count)).toBeLessThanOrEqual(1)
    })
  },
)
