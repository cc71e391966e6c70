import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { tinyModel, tinyPrototxt } from '../../../test/corpus/networks/tiny.ts'
import { temporaryFolder } from '../../../test/temporary.ts'
import { networkCatalogue } from '../engine/catalogue.ts'
import { networkSummary } from '../engine/summary.ts'
import { openNetwork } from '../network/open.ts'
import { Workspace } from '../workspace/workspace.ts'
import { importNetwork } from './import-network.ts'
import { inspectNetwork } from './inspect.ts'
import { lookAtWeights } from './look.ts'
import { namedNetworks } from './named.ts'

/** A Caffe network of four classes, as its files. */
function files(): string {
  const folder = temporaryFolder()
  const paths = [join(folder, 'deploy.prototxt'), join(folder, 'net.caffemodel')]
  writeFileSync(paths[0] ?? '', tinyPrototxt)
  writeFileSync(paths[1] ?? '', tinyModel())
  return paths.join(',')
}

function setUp(folder = temporaryFolder()) {
  const workspace = new Workspace(folder)
  onTestFinished(() => workspace.close())
  const catalogue = networkCatalogue(workspace, ['guisenet'], async (path, options) =>
    networkSummary(await openNetwork(path, options)),
  )
  return { folder, workspace, catalogue }
}

const card = { title: 'Mine', channelOrder: 'RGB', mean: [1, 2, 3], labels: ['a', 'b', 'c', 'd'] } as const
const asCard = { ...card, mean: [...card.mean], labels: [...card.labels] }

describe('an import', () => {
  it('puts a network under a name, with its card, and it computes the same', async () => {
    const { folder, catalogue } = setUp()
    const path = files()
    await importNetwork(folder, { path, name: 'mine', card: asCard })
    const opened = await openNetwork('mine', { named: namedNetworks(folder) })
    const original = await openNetwork(path, { card: asCard })
    expect(opened.hash).toBe(original.hash)
    expect(opened).toMatchObject({
      id: 'mine',
      origin: 'caffe',
      card: { title: 'Mine', labels: ['a', 'b', 'c', 'd'] },
    })
    // What its reader said is still said.
    expect(opened.notes).toEqual(original.notes)
    const [shipped, mine] = await catalogue.list()
    expect(shipped).toMatchObject({ id: 'guisenet', place: 'shipped', removal: null })
    expect(mine).toMatchObject({
      id: 'mine',
      place: 'imported',
      removal: 'delete',
      origin: 'caffe',
      classes: 4,
    })
    expect(readdirSync(join(folder, 'networks', 'mine')).sort()).toEqual([
      'import.json',
      'network.json',
      'weights.safetensors',
    ])
  })

  it('is refused under a name that is taken or is none', async () => {
    const { folder } = setUp()
    const path = files()
    await importNetwork(folder, { path, name: 'mine' })
    const refused = (name: string) => importNetwork(folder, { path, name }).catch((error) => error.message)
    expect(await refused('mine')).toBe(
      'There is a network “mine” already: choose another name, or delete that one first.',
    )
    expect(await refused('guisenet')).toBe('A network “guisenet” comes with Guise: choose another name.')
    expect(await refused('../mine')).toMatch(
      /^A network cannot be called “..\/mine”: a name is of small letters/,
    )
  })

  it('that fails, is stopped, or was killed leaves nothing that is taken for a network', async () => {
    const { folder, catalogue } = setUp()
    const path = files()
    // What a killed one leaves: half of it, under the name it has until it is whole.
    mkdirSync(join(folder, 'networks', '.mine.part'), { recursive: true })
    writeFileSync(join(folder, 'networks', '.mine.part', 'network.json'), '{')
    expect(await catalogue.list()).toHaveLength(1)
    const wrong = importNetwork(folder, { path, name: 'mine', card: { ...asCard, labels: ['a'] } })
    await expect(wrong).rejects.toThrow('there are 1 class names')
    await expect(
      importNetwork(folder, { path, name: 'mine' }, { signal: AbortSignal.abort() }),
    ).rejects.toThrow()
    expect(await catalogue.list()).toHaveLength(1)
    await importNetwork(folder, { path, name: 'mine' })
    expect(readdirSync(join(folder, 'networks'))).toEqual(['mine'])
  })

  it('tells how far it is', async () => {
    const { folder } = setUp()
    const told: number[] = []
    await importNetwork(
      folder,
      { path: files(), name: 'mine' },
      { onProgress: (done, total) => told.push(done / total) },
    )
    expect(told).toEqual([0, 0.5, 1])
  })
})

/** Some systems let nobody but root mount anything, and some not even root. */
const onSmallDisk = (folder: string, line: string) =>
  spawnSync('unshare', ['-Urm', 'sh', '-c', `mount -t tmpfs -o size=64k tmpfs ${folder} && ${line}`], {
    encoding: 'utf8',
  })
const canMount = onSmallDisk('/mnt', 'true').status === 0

describe.skipIf(!canMount)('an import onto a full disk', () => {
  it('ends in a sentence and leaves nothing', () => {
    const folder = temporaryFolder()
    const script = `
      import { readdirSync } from 'node:fs'
      import { importNetwork } from '${join(import.meta.dirname, 'import-network.ts')}'
      await importNetwork('${folder}', { path: 'guisenet-files', name: 'mine' }).catch((error) => console.log(error.message))
      console.log(JSON.stringify(readdirSync('${folder}/networks')))`
    const shipped = join(import.meta.dirname, '../../../models/guisenet')
    const file = join(temporaryFolder(), 'import.ts')
    writeFileSync(file, script.replace('guisenet-files', shipped))
    const { stdout } = onSmallDisk(folder, `exec ${process.execPath} ${file}`)
    expect(stdout.trim().split('\n')).toEqual([
      `The disk that holds the workspace ${folder} is full: nothing that was stored is lost, but this could not be added. Free some space and try again.`,
      '[]',
    ])
  })
})

describe('the networks of a workspace', () => {
  it('are deleted from the disk, or forgotten where they lie elsewhere', async () => {
    const { folder, catalogue } = setUp()
    const path = files()
    await importNetwork(folder, { path, name: 'mine' })
    const opened = await catalogue.open(path)
    expect(opened).toMatchObject({ id: path, place: 'file', removal: 'forget' })
    expect((await catalogue.list()).map(({ id }) => id).sort()).toEqual(['guisenet', 'mine', path].sort())
    expect(await catalogue.remove('mine')).toBe(true)
    expect(await catalogue.remove(path)).toBe(true)
    expect(readdirSync(join(folder, 'networks'))).toEqual([])
    expect(existsSync(path.split(',')[1] ?? '')).toBe(true)
    expect(await catalogue.remove('mine')).toBe(false)
    await expect(catalogue.remove('guisenet')).rejects.toThrow(
      'A network that comes with Guise cannot be deleted.',
    )
    expect(await catalogue.list()).toHaveLength(1)
  })

  it('that were deleted by hand are not listed any more, and damaged ones neither', async () => {
    const { folder, catalogue } = setUp()
    await importNetwork(folder, { path: files(), name: 'one' })
    await importNetwork(folder, { path: files(), name: 'two' })
    await catalogue.open('one')
    rmSync(join(folder, 'networks', 'one'), { recursive: true })
    writeFileSync(join(folder, 'networks', 'two', 'weights.safetensors'), 'cut')
    expect((await catalogue.list()).map(({ id }) => id)).toEqual(['guisenet'])
  })
})

describe('an inspection', () => {
  it('says what the files say and what they leave open, and a name that is free', async () => {
    const { folder } = setUp()
    const path = files()
    const first = await inspectNetwork(folder, path)
    expect(first).toMatchObject({
      ...{
        origin: 'caffe',
        format: 'Caffe',
        input: [3, 8, 8],
        classes: 4,
        layers: 6,
        outputs: expect.arrayContaining(['prob']),
      },
      open: ['channelOrder', 'mean', 'scale', 'fit', 'labels'],
      files: [{ name: 'deploy.prototxt' }, { name: 'net.caffemodel' }],
    })
    await importNetwork(folder, { path, name: first.name })
    expect((await inspectNetwork(folder, path)).name).toBe(`${first.name}-2`)
  })
})

describe('a look at weights', () => {
  it('has numbers of each role, and the first filters as a picture', async () => {
    const { workspace } = setUp()
    const network = await openNetwork('guisenet')
    const [weight, bias] = await lookAtWeights(workspace, network, 'conv1')
    const values = network.weights.get('conv1/weight')?.data ?? new Float32Array()
    expect(weight).toMatchObject({ role: 'weight', count: values.length, max: Math.max(...values) })
    expect(weight?.histogram.reduce((a, b) => a + b)).toBe(values.length)
    expect(
      workspace.cache
        .read(weight?.filters?.picture ?? '')
        ?.subarray(1, 4)
        .toString(),
    ).toBe('PNG')
    expect(bias).toMatchObject({ role: 'bias', filters: null })
    const [second] = await lookAtWeights(workspace, network, 'conv2')
    expect(second?.filters).toBeNull()
    await expect(lookAtWeights(workspace, network, 'conv9')).rejects.toThrow('has no layer “conv9”')
  })
})
