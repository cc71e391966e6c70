import { beforeAll, describe, expect, it } from 'vitest'
import { plainCard } from '../../../test/plain-card.ts'
import { startBackend } from '../tensor/backend.ts'
import type { Layer, NetworkData } from './graph.ts'
import { Network } from './network.ts'

const layer = (type: string, bottoms: string[], tops: string[], params = {}): Layer => ({
  name: tops.join(),
  type,
  bottoms,
  tops,
  params,
})

/** A network without weights over a 2 × 2 grey image, whose pixels are taken as they are. */
function network(...layers: Layer[]): Network {
  const data: NetworkData = {
    graph: { name: 'Graph', input: { blob: 'data', shape: [1, 2, 2] }, layers },
    weights: new Map(),
    card: plainCard,
    notes: [],
  }
  return Network.load(data)
}

const pixels = Float32Array.of(1, 2, 3, 4)

/** Gradient of the sum of the squares of a blob. */
async function gradient(of: Network, blob: string, units: number): Promise<number[]> {
  const { gradients } = await of.squaredDistance(blob, [pixels], [new Float32Array(units)])
  return [...(gradients[0] ?? [])]
}

describe('the reverse pass', () => {
  beforeAll(async () => {
    await startBackend()
  })

  it('adds what comes back from every use of a value', async () => {
    const square = network(layer('Eltwise', ['data', 'data'], ['square'], { operation: 'product' }))
    // (x²)² has the slope 4 x³.
    expect(await gradient(square, 'square', 4)).toEqual([4, 32, 108, 256])
    const branches = network(
      layer('Split', ['data'], ['a', 'b'], { parts: 2 }),
      layer('Power', ['b'], ['c'], { scale: 3 }),
      layer('Concat', ['a', 'c'], ['both']),
    )
    // x² + (3 x)² has the slope 20 x.
    expect(await gradient(branches, 'both', 8)).toEqual([20, 40, 60, 80])
  })

  it('sends nothing back from what the target does not see', async () => {
    const halves = network(
      layer('Slice', ['data'], ['top', 'bottom'], { axis: 2, parts: 2 }),
      layer('Power', ['bottom'], ['unseen'], { power: 3 }),
    )
    expect(await gradient(halves, 'top', 2)).toEqual([2, 4, 0, 0])
  })

  it('keeps what is asked for twice, handed on or used later', async () => {
    const graph = network(
      layer('Split', ['data'], ['a', 'b'], { parts: 2 }),
      layer('Eltwise', ['a', 'a'], ['sum']),
      layer('Power', ['sum'], ['square'], { power: 2 }),
    )
    const found = await graph.represent([pixels, pixels], ['a', 'square', 'data', 'sum', 'b'])
    expect([...(found.get('square')?.[1] ?? [])]).toEqual([4, 16, 36, 64])
    expect([...(found.get('sum')?.[0] ?? [])]).toEqual([2, 4, 6, 8])
    for (const blob of ['a', 'b', 'data']) expect([...(found.get(blob)?.[0] ?? [])]).toEqual([1, 2, 3, 4])
  })

  it('takes the image itself as a layer', async () => {
    expect(await gradient(network(layer('TanH', ['data'], ['tanh'])), 'data', 4)).toEqual([2, 4, 6, 8])
  })

  it('knows a blob that is worked on in place by its last value, and each use by its own', async () => {
    const inPlace = network(
      layer('Power', ['data'], ['x'], { scale: 2 }),
      layer('Power', ['x'], ['before'], { shift: 1 }),
      layer('Power', ['x'], ['x'], { power: 2 }),
    )
    const found = await inPlace.represent([pixels], ['x', 'before'])
    expect([...(found.get('x')?.[0] ?? [])]).toEqual([4, 16, 36, 64])
    expect([...(found.get('before')?.[0] ?? [])]).toEqual([3, 5, 7, 9])
  })
})
