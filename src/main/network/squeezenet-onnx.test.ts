import { beforeAll, describe, expect, it } from 'vitest'
import { dataPath, hasData } from '../../../test/data.ts'
import { readNpy } from '../../../test/npy.ts'
import { featureOpt } from '../method/feature-opt.ts'
import { startBackend } from '../tensor/backend.ts'
import { Network } from './network.ts'
import { openNetwork } from './open.ts'

const file = (...parts: string[]) => dataPath('networks', 'squeezenet_v1.0', ...parts)

/** The largest difference over the largest magnitude. */
function difference(actual: Float32Array | undefined, expected: Float32Array): number {
  expect(actual?.length).toBe(expected.length)
  let [most, apart] = [0, 0]
  expected.forEach((value, i) => {
    most = Math.max(most, Math.abs(value))
    apart = Math.max(apart, Math.abs((actual?.[i] ?? Number.NaN) - value))
  })
  return apart / most
}

/** The two images of the reference, cropped. */
function images(): Float32Array[] {
  const { data } = readNpy(file('reference', 'input-rgb-u8.npy'))
  const size = data.length / 2
  return [data.subarray(0, size), data.subarray(size)]
}

describe.skipIf(!hasData)('SqueezeNet v1.0 imported from ONNX', { timeout: 60_000 }, () => {
  let caffe: Network
  let onnx: Network

  beforeAll(async () => {
    await startBackend()
    const model = await openNetwork(`${file('deploy.prototxt')},${file('squeezenet_v1.0.caffemodel')}`)
    caffe = Network.load(model)
    onnx = Network.load({ ...(await openNetwork(file('squeezenet_v1.0.onnx'))), card: model.card })
  })

  it('has the caffemodel’s activations', async () => {
    const names = new Set(caffe.blobs.map(({ name }) => name))
    const shared = onnx.blobs.map(({ name }) => name).filter((name) => names.has(name))
    expect(shared).toEqual(
      expect.arrayContaining(['conv1', 'pool1', 'fire5/concat', 'fire9/concat', 'pool10', 'prob']),
    )
    const [fromCaffe, fromOnnx] = [
      await caffe.represent(images(), shared),
      await onnx.represent(images(), shared),
    ]
    for (const name of shared) {
      fromCaffe.get(name)?.forEach((values, i) => {
        expect(difference(fromOnnx.get(name)?.[i], values), `${name}, image ${i}`).toBeLessThan(1e-4)
      })
    }
  })

  it('has PyTorch’s activations', async () => {
    const found = await onnx.represent(images().slice(0, 1), ['fire5/concat', 'fire9/concat'])
    for (const name of ['fire5/concat', 'fire9/concat']) {
      const { data } = readNpy(file('reference', `${name.replace('/', '-')}.npy`))
      const expected = Float32Array.from(data.subarray(0, found.get(name)?.[0]?.length))
      expect(difference(found.get(name)?.[0], expected), name).toBeLessThan(1e-4)
    }
  })

  /** An adversary of each network, after some evaluations. */
  async function both(maxEvaluations: number) {
    const [source, guide] = images()
    if (source === undefined || guide === undefined) throw new Error('two images are needed')
    const options = { delta: 10, solver: 'lbfgsb', maxEvaluations, capacity: 1 } as const
    const made = async (network: Network) => {
      const [result] = await featureOpt(network, 'fire9/concat', [{ source, guide }], options)
      if (result === undefined || !('adversary' in result)) throw new Error('there is no adversary')
      return result
    }
    return [await made(caffe), await made(onnx)] as const
  }

  it('makes the same adversary', async () => {
    const [first, second] = await both(3)
    const apart = first.eightBit.filter((value, i) => value !== second.eightBit[i]).length
    expect(apart / first.eightBit.length).toBeLessThan(0.001)
  })

  // Where a pixel is at the border of two maxima, the networks' rounding sends it either way, and the solver goes on from there.
  it('comes as near to the guide, step by step', async () => {
    const [first, second] = await both(20)
    expect(second.trace.length).toBe(first.trace.length)
    first.trace.forEach(({ ratio }, i) => {
      expect(Math.abs((second.trace[i]?.ratio ?? Number.NaN) / ratio - 1), `step ${i}`).toBeLessThan(0.01)
    })
  })
})
