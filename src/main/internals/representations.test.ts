import sharp from 'sharp'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { temporaryFolder } from '../../../test/temporary.ts'
import { seeded, tinyNetwork } from '../../../test/tiny-network.ts'
import type { ReadyNetwork } from '../experiment/request.ts'
import { channelMajor } from '../network/channel-major.ts'
import { Network } from '../network/network.ts'
import { startBackend } from '../tensor/backend.ts'
import { Workspace } from '../workspace/workspace.ts'
import { InternalsError } from './errors.ts'
import { storedPixels } from './pixels.ts'
import { keptRepresentations } from './representations.ts'
import { strongest } from './strongest.ts'
import { walk } from './walk.ts'

const side = 24
const opened: { close(): void }[] = []

/** A fresh workspace with the tiny network. */
function setUp(): { workspace: Workspace; ready: ReadyNetwork } {
  const workspace = new Workspace(temporaryFolder())
  const network = Network.load(tinyNetwork())
  opened.push(workspace, { close: () => network.dispose() })
  return { workspace, ready: { id: 'tiny', hash: 'a'.repeat(64), network } }
}

/** Stores a PNG of random pixels, or of one colour, and returns its hash. */
async function store(
  put: (bytes: Buffer) => string,
  seed: number,
  size = side,
  colour?: number,
): Promise<string> {
  const random = seeded(seed)
  const pixels = Uint8Array.from({ length: size * size * 3 }, () => colour ?? Math.floor(256 * random()))
  return put(
    await sharp(pixels, { raw: { width: size, height: size, channels: 3 } })
      .png()
      .toBuffer(),
  )
}

beforeAll(async () => {
  await startBackend()
})
afterEach(() => {
  for (const one of opened.splice(0)) one.close()
})

describe('stored images', () => {
  it('are taken as they are at the input size, and fitted at any other', async () => {
    const { workspace, ready } = setUp()
    const card = { ...ready.network.data.card, fit: 'squash-crop' as const, resizeTo: 32 }
    const blobs = (bytes: Buffer): string => workspace.blobs.put(bytes)
    const random = seeded(3)
    const exact = Array.from({ length: side * side * 3 }, () => Math.floor(256 * random()))
    expect([...(await storedPixels(workspace, await store(blobs, 3), card))]).toEqual(exact)
    const larger = await storedPixels(workspace, await store(blobs, 4, 50), card)
    expect(larger).toHaveLength(side * side * 3)
  })

  it('may lie in the cache, as frames of a job do, and are missed in a sentence', async () => {
    const { workspace, ready } = setUp()
    const { card } = ready.network.data
    const frame = await store((bytes) => workspace.cache.put(bytes), 5)
    expect(await storedPixels(workspace, frame, card)).toHaveLength(side * side * 3)
    await expect(storedPixels(workspace, 'f'.repeat(64), card)).rejects.toThrow(InternalsError)
  })
})

describe('representations', () => {
  it('are the network’s own, channel by channel, and computed once', async () => {
    const { workspace, ready } = setUp()
    const one = await store((bytes) => workspace.blobs.put(bytes), 1)
    const other = await store((bytes) => workspace.blobs.put(bytes), 2)
    const pixels = await storedPixels(workspace, one, ready.network.data.card)
    const [direct = new Float32Array()] =
      (await ready.network.represent([pixels], ['conv1'])).get('conv1') ?? []
    const represent = vi.spyOn(ready.network, 'represent')

    const [first] = await keptRepresentations(workspace, ready, 'conv1', [one])
    // Eight channels of 10 × 10: channel 3 at row 4, column 7.
    expect(first?.values[3 * 100 + 4 * 10 + 7]).toBe(direct[(4 * 10 + 7) * 8 + 3])
    expect(first?.values).toHaveLength(800)

    const both = await keptRepresentations(workspace, ready, 'conv1', [one, other, one])
    expect(both.map(({ key }) => key)).toEqual([first?.key, both[1]?.key, first?.key])
    expect(both[2]?.values).toEqual(first?.values)
    expect(represent.mock.calls.map(([images]) => images.length)).toEqual([1, 1])
    const bytes = workspace.cache.read(first?.key ?? '')
    expect(bytes?.readFloatLE(4 * 347)).toBe(first?.values[347])
  })

  it('of an unknown layer are refused with the layers there are', async () => {
    const { workspace, ready } = setUp()
    await expect(keptRepresentations(workspace, ready, 'conv9', [])).rejects.toThrow(
      /no layer “conv9”; its layers are conv1, pool1/,
    )
  })

  it('come channel by channel', () => {
    // Two channels of 1 × 3, given pixel by pixel.
    const values = Float32Array.of(1, 10, 2, 20, 3, 30)
    expect([...channelMajor(values, [2, 1, 3])]).toEqual([1, 2, 3, 10, 20, 30])
    expect(channelMajor(values, [6])).toBe(values)
  })
})

it('a walk begins with the pixels and passes every layer', async () => {
  const { workspace, ready } = setUp()
  const blobs = (bytes: Buffer): string => workspace.blobs.put(bytes)
  const [source, guide, adversary] = [
    await store(blobs, 0, side, 10),
    await store(blobs, 0, side, 13),
    await store(blobs, 0, side, 11),
  ]
  const steps = await walk(workspace, ready, { source, guide, adversaries: [adversary, guide] })
  expect(steps.map(({ layer }) => layer)).toEqual(['data', 'conv1', 'pool1', 'norm1', 'fc6', 'fc7', 'prob'])
  // 1728 values that differ by 3, 1 and 2.
  const root = Math.sqrt(side * side * 3)
  expect(steps[0]?.sourceToGuide).toBeCloseTo(3 * root, 9)
  expect(steps[0]?.toSource[0]).toBeCloseTo(root, 9)
  expect(steps[0]?.toGuide[0]).toBeCloseTo(2 * root, 9)
  for (const step of steps) {
    expect(step.toGuide[1]).toBe(0)
    expect(step.toSource[1]).toBe(step.sourceToGuide)
  }
})

it('the strongest images of a unit come first, of a channel by the mean of its map', async () => {
  const { workspace, ready } = setUp()
  const images: string[] = []
  for (const seed of [1, 2, 3]) images.push(await store((bytes) => workspace.blobs.put(bytes), seed))
  const kept = await keptRepresentations(workspace, ready, 'conv1', images)
  const means = kept.map(
    ({ values }) => values.subarray(200, 300).reduce((sum, value) => sum + value, 0) / 100,
  )
  const found = await strongest(workspace, ready, { layer: 'conv1', unit: 2, images })
  expect(found.map(({ value }) => value)).toEqual(
    means.toSorted((a, b) => b - a).map((mean) => expect.closeTo(mean, 4)),
  )
  expect(images[means.indexOf(Math.max(...means))]).toBe(found[0]?.hash)
  await expect(strongest(workspace, ready, { layer: 'conv1', unit: 8, images })).rejects.toThrow(
    'The layer conv1 has 8 units, numbered from 0: there is no unit 8.',
  )
})
