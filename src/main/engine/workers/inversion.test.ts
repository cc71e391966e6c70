import sharp from 'sharp'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { fakeNetwork } from '../../../../test/fakes/science.ts'
import { temporaryFolder } from '../../../../test/temporary.ts'
import { tinyNetwork } from '../../../../test/tiny-network.ts'
import type { Backend } from '../../../contract/about.ts'
import { type InversionSpec, inversionPresets } from '../../../contract/inversion.ts'
import { inversionKeys } from '../../experiment/inversion-key.ts'
import type { Step } from '../../job/worker.ts'
import { Network } from '../../network/network.ts'
import { startBackend } from '../../tensor/backend.ts'
import { Workspace } from '../../workspace/workspace.ts'
import { LoadedNetworks } from '../../zoo/loaded-networks.ts'
import { inversionWorker } from './inversion.ts'

let backend: Backend
beforeAll(async () => {
  backend = await startBackend()
})

const NETWORK_HASH = 'e'.repeat(64)
const settings = {
  ...inversionPresets.fast,
  optimiser: { name: 'adam', steps: 12, rate: 0.4, jitter: 1 },
} as const

/** A picture of the tiny network's input size. */
const picture = (k: number): Promise<Buffer> => {
  const pixels = Uint8Array.from(
    { length: 24 * 24 * 3 },
    (_, i) => 128 + Math.round(90 * Math.sin((k * i) / 50)),
  )
  return sharp(pixels, { raw: { width: 24, height: 24, channels: 3 } })
    .png()
    .toBuffer()
}

const setUp = async (networkHash = NETWORK_HASH) => {
  const workspace = new Workspace(temporaryFolder())
  onTestFinished(() => workspace.close())
  const layer = { name: 'norm1', type: 'LRN', shape: [8, 5, 5], units: 200 }
  const summary = { ...fakeNetwork('tiny'), hash: NETWORK_HASH, layers: [layer] }
  const find = async (id: string) => (id === 'tiny' ? summary : undefined)
  const loaded = new LoadedNetworks(async (id) => ({
    id,
    hash: networkHash,
    network: Network.load(tinyNetwork()),
  }))
  const worker = inversionWorker({
    ...{ workspace, backend, loaded },
    networks: { list: async () => [summary], open: async () => summary, find, remove: async () => true },
  })
  const blob = workspace.blobs.put(await picture(1))
  const cached = workspace.cache.put(await picture(2))
  const spec: InversionSpec = {
    ...{
      kind: 'inversion',
      images: [blob, cached],
      network: 'tiny',
      layer: 'norm1',
      settings,
      seed: 1,
      restarts: 1,
    },
  }
  const steps: Step[] = []
  const controller = new AbortController()
  const run = async (wanted = spec, wantsFrame = () => false): Promise<string | null> => {
    const { key } = await worker.prepare(wanted)
    const onProgress = (step: Step): void => void steps.push(step)
    return worker.run({ key, spec: wanted }, { signal: controller.signal, onProgress, wantsFrame })
  }
  return { workspace, worker, spec, steps, run, controller }
}

describe('the worker of inversions', () => {
  it('stores one inversion an image, whose numbers are of the picture it shows', async () => {
    const { workspace, worker, spec, run, steps } = await setUp()
    const { images } = inversionKeys(spec, NETWORK_HASH)
    expect(await worker.prepare(spec)).toMatchObject({ total: 26 })
    expect(await run()).toBe(images[0])
    expect(
      workspace.inversions
        .list()
        .map(({ key }) => key)
        .sort(),
    ).toEqual([...images].sort())
    for (const [i, key] of images.entries()) {
      const found = workspace.inversions.get(key)
      expect(found).toMatchObject({ image: spec.images[i], network: 'tiny', layer: 'norm1' })
      expect(found?.objective).toBe(found?.report.eightBit.objective)
      expect(found?.ratio).toBeCloseTo(Math.sqrt(found?.report.eightBit.loss ?? 0), 12)
      const { width, height } = await sharp(workspace.blobs.path(found?.png ?? '')).metadata()
      expect([width, height]).toEqual([24, 24])
    }
    expect(steps.at(-1)?.done).toBe(26)
    expect(steps.flatMap(({ trace = [] }) => trace)).toHaveLength(13)
    expect(await worker.prepare(spec)).toMatchObject({ done: images[0] })
    expect(worker.holds?.(images[0] ?? '')).toBe(true)
    expect(worker.trace?.(images[0] ?? '')).toHaveLength(13)
  })

  it('makes only what is missing after an engine died', async () => {
    const { workspace, spec, run, steps } = await setUp()
    await run({ ...spec, images: spec.images.slice(0, 1) })
    const [before] = workspace.inversions.list()
    steps.length = 0
    await run()
    expect(workspace.inversions.list()).toHaveLength(2)
    expect(workspace.inversions.get(before?.key ?? '')?.createdAt).toBe(before?.createdAt)
    // Those of the first image count as done.
    expect(steps[0]?.done).toBe(14)
    expect(steps.at(-1)?.done).toBe(26)
  })

  it('shows the images as they form, side by side', async () => {
    const { workspace, run, steps } = await setUp()
    let wanted = 2
    await run(undefined, () => wanted-- > 0)
    const frames = steps.flatMap(({ frame = [] }) => frame)
    expect(frames.length).toBeGreaterThanOrEqual(1)
    const { width, height } = await sharp(workspace.cache.read(frames[0] ?? '')).metadata()
    expect([width, height]).toEqual([48, 24])
  })

  it('begins anew where the steps are too long, and counts what there is to do then', async () => {
    const { workspace, spec, run, steps } = await setUp()
    const phases = [{ steps: 12, rate: 0.5 }]
    const optimiser = { name: 'momentum' as const, momentum: 0.9, phases }
    await run({ ...spec, settings: { ...inversionPresets.paper, optimiser } })
    const [{ key = '' } = {}] = workspace.inversions.list()
    const { halvings = 0, evaluations = 0, notes = [] } = workspace.inversions.get(key)?.report ?? {}
    expect(halvings).toBeGreaterThan(0)
    expect(notes.at(-1)).toContain(`The steps were 1/${2 ** halvings} as long.`)
    expect(steps.at(-1)?.total).toBe(steps.at(-1)?.done)
    expect(steps.at(-1)?.done).toBeGreaterThanOrEqual(evaluations + 13)
    expect(steps.every(({ figure = 0 }) => Number.isFinite(figure))).toBe(true)
  })

  it('keeps nothing half-made when it is cancelled', async () => {
    const { workspace, run, controller, steps } = await setUp()
    const running = run(undefined, () => {
      if (steps.length === 3) controller.abort()
      return false
    })
    await expect(running).rejects.toThrow('aborted')
    expect(workspace.inversions.list()).toEqual([])
  })

  it('refuses what is not there, and weights that have changed', async () => {
    const { worker, spec } = await setUp()
    await expect(worker.prepare({ ...spec, network: 'other' })).rejects.toThrow('There is no network “other”')
    await expect(worker.prepare({ ...spec, layer: 'fc9' })).rejects.toThrow('has no layer “fc9”')
    await expect(worker.prepare({ ...spec, images: ['f'.repeat(64)] })).rejects.toThrow(
      'is not in the workspace (any more): open it again.',
    )
    const changed = await setUp('d'.repeat(64))
    await expect(changed.run()).rejects.toThrow('has changed on disk since it was opened: open it again.')
  })
})

describe('an inversion’s key', () => {
  it('changes with everything that determines it, and with nothing else', async () => {
    const { spec } = await setUp()
    const of = (change: Partial<InversionSpec>, hash = NETWORK_HASH) =>
      inversionKeys({ ...spec, images: spec.images.slice(0, 1), ...change }, hash).job
    const keys = [
      of({}),
      of({}, 'other weights'),
      of({ images: spec.images.slice(1) }),
      of({ images: spec.images }),
      of({ layer: 'fc6' }),
      of({ seed: 2 }),
      of({ restarts: 2 }),
      of({ settings: { ...settings, start: 1 } }),
      of({ settings: { ...settings, sigma: 5 } }),
      of({ settings: { ...settings, optimiser: { ...settings.optimiser, jitter: 0 } } }),
      of({ settings: inversionPresets.paper }),
    ]
    expect(new Set(keys).size).toBe(keys.length)
    expect(of({ network: 'the same file elsewhere' })).toBe(keys[0])
  })
})
