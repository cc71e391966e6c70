import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { dataPath, hasData } from '../../../test/data.ts'
import { readNpy } from '../../../test/npy.ts'
import { inversionPresets } from '../../contract/inversion.ts'
import { Network } from '../network/network.ts'
import { openNetwork } from '../network/open.ts'
import { startBackend } from '../tensor/backend.ts'
import { layerDepth } from './depth.ts'
import { invert } from './invert.ts'

const terms = z.tuple([z.number(), z.number(), z.number()])
const caseSchema = z.object({
  network: z.enum(['guisenet', 'squeezenet']),
  layer: z.string(),
  depth: z.int(),
  seed: z.int(),
  phases: z.array(z.tuple([z.int(), z.number()])),
  /** Loss, TV and α term of the start and of the image at the end. */
  start: terms,
  end: terms,
})
type Case = z.infer<typeof caseSchema>

/** What PyTorch's automatic gradients come to, recorded by test/peers/inversion.py. */
const golden = new URL('../../../test/golden/inversion.json', import.meta.url)
const { cases } = z.object({ cases: z.array(caseSchema) }).parse(JSON.parse(readFileSync(golden, 'utf8')))
const casesOf = (network: Case['network']) => cases.filter((one) => one.network === network)

/** The image that the script makes by the same formula. */
function formula(height: number, width: number): Float32Array {
  return Float32Array.from({ length: height * width * 3 }, (_, i) => {
    const [channel, column, row] = [i % 3, Math.floor(i / 3) % width, Math.floor(i / 3 / width)]
    const waves = [Math.sin(row / 9 + column / 17), Math.cos(column / 7), Math.sin((row * column) / 700)]
    const value = 128 + 70 * (waves[channel] ?? 0) + (row > column ? 40 : 0)
    return Math.min(255, Math.max(0, Math.floor(value)))
  })
}

async function expectPeer(network: Network, image: Float32Array, one: Case): Promise<void> {
  const { layer, seed, phases } = one
  expect(layerDepth(network.data.graph, layer)).toBe(one.depth)
  const [representation = new Float32Array()] = (await network.represent([image], [layer])).get(layer) ?? []
  const optimiser = {
    name: 'momentum' as const,
    momentum: 0.9,
    phases: phases.map(([steps, rate]) => ({ steps, rate })),
  }
  const [found] = await invert(network, [{ layer, representation, seed }], {
    ...inversionPresets.paper,
    optimiser,
  })
  if (!found || !('terms' in found)) throw new Error('It was cancelled.')
  const first = found.trace[0]
  for (const [i, value] of [first?.loss, first?.tv, first?.alpha].entries())
    expect((value ?? Number.NaN) / (one.start[i] ?? 0)).toBeCloseTo(1, 4)
  const end = one.end.reduce((sum, value) => sum + value, 0)
  expect(Math.abs(found.terms.objective / end - 1)).toBeLessThan(0.02)
  // The loss falls as PyTorch's does.
  expect(Math.abs((found.terms.loss - (one.end[0] ?? 0)) / one.start[0])).toBeLessThan(0.02)
}

describe('inversion of guisenet’s representations, against PyTorch', () => {
  let network: Network
  beforeAll(async () => {
    await startBackend()
    network = Network.load(await openNetwork('guisenet'))
  })

  it.each(casesOf('guisenet'))('ends where PyTorch does at $layer', async (one) => {
    await expectPeer(network, formula(112, 112), one)
  })
})

describe.skipIf(!hasData)('inversion of SqueezeNet’s representations, against PyTorch', () => {
  let network: Network
  beforeAll(async () => {
    await startBackend()
    const folder = dataPath('networks', 'squeezenet_v1.0')
    const files = `${folder}/deploy.prototxt,${folder}/squeezenet_v1.0.caffemodel`
    network = Network.load(await openNetwork(files))
  })

  it.each(casesOf('squeezenet'))('ends where PyTorch does at $layer', async (one) => {
    const { data } = readNpy(dataPath('networks', 'squeezenet_v1.0', 'reference', 'input-rgb-u8.npy'))
    await expectPeer(network, data.slice(0, 227 * 227 * 3), one)
  })
})
