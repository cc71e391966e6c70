import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, it } from 'vitest'
import { spawnInTest } from '../../../test/child.ts'
import { temporaryFolder } from '../../../test/temporary.ts'
import { seeded } from '../../../test/tiny-network.ts'
import type { Identity } from './identity.ts'
import { readRows } from './rows.ts'
import { FeatureStore } from './store.ts'
import { StoredMatrix } from './stored-matrix.ts'

const identity: Identity = {
  network: 'n',
  layer: 'fc7',
  pooling: 'none',
  dataset: 'd',
  preprocessing: 'p',
  precision: 'float32',
}

const COUNT = 700
const WIDTH = 3
/** Chunks of so narrow a matrix have 256 rows: 256, 256 and 188. */
const CHUNKS = 3
/** A row that is not there. */
const ABSENT = 300

const value = (row: number, column: number): number => Math.fround(Math.sin(row * WIDTH + column))

async function filled(root: string, changes: Partial<Identity> = {}): Promise<FeatureStore> {
  const store = await FeatureStore.create(root, { ...identity, ...changes }, { count: COUNT, width: WIDTH })
  for (const chunk of await store.missing({ verify: true })) await fill(store, chunk)
  return store
}

async function fill(store: FeatureStore, chunk: number): Promise<void> {
  const { start, end } = store.range(chunk)
  const values = Float32Array.from({ length: (end - start) * WIDTH }, (_, i) =>
    value(start + Math.floor(i / WIDTH), i % WIDTH),
  )
  const there = Uint8Array.from({ length: end - start }, (_, i) => (start + i === ABSENT ? 0 : 1))
  await store.write(chunk, values, there)
}

const chunkFile = (store: FeatureStore, chunk: number): string =>
  join(store.folder, 'chunks', readdirSync(join(store.folder, 'chunks')).sort()[chunk] ?? '')

const opened = async (root: string, store: FeatureStore): Promise<FeatureStore> => {
  const found = await FeatureStore.open(root, store.key)
  if (found === undefined) throw new Error('the store is gone')
  return found
}

describe('a store of representations', () => {
  it('gives back what was put in, and says which rows are not there', async () => {
    const root = temporaryFolder()
    const store = await opened(root, await filled(root))
    expect(store.chunks).toBe(CHUNKS)
    expect(await store.missing({ verify: true })).toEqual([])
    expect(await store.row(511)).toEqual(Float32Array.of(value(511, 0), value(511, 1), value(511, 2)))
    expect(await store.row(ABSENT)).toBeUndefined()
    expect(await store.row(COUNT)).toBeUndefined()
    expect((await FeatureStore.list(root)).map(({ key }) => key)).toEqual([store.key])
  })

  it('keeps another precision, layer or dataset apart', async () => {
    const root = temporaryFolder()
    const keys = [
      await filled(root),
      await filled(root, { precision: 'float16' }),
      await filled(root, { layer: 'fc6' }),
      await filled(root, { dataset: 'e' }),
    ].map(({ key }) => key)
    expect(new Set(keys).size).toBe(4)
  })

  it('reads blocks of any rows, chunk borders or not', async () => {
    const root = temporaryFolder()
    const matrix = new StoredMatrix(await filled(root))
    const rows = Int32Array.of(0, 1, 255, 256, 299, ABSENT, 511, 512, 699)
    const found: number[] = []
    const absent: number[] = []
    for await (const block of matrix.blocks({ rows, numbers: 1 })) {
      block.rows.forEach((row, i) => {
        const own = block.values.subarray(i * WIDTH, (i + 1) * WIDTH)
        const expected = [value(row, 0), value(row, 1), value(row, 2)]
        if (Number.isNaN(block.norms[i])) absent.push(row)
        else {
          expect([...own]).toEqual(expected)
          expect(block.norms[i]).toBeCloseTo(
            expected.reduce((sum, x) => sum + x * x, 0),
            12,
          )
        }
        found.push(row)
      })
    }
    expect(found).toEqual([...rows])
    expect(absent).toEqual([ABSENT])
  })

  it('holds half of the bytes as float16, to three digits, and refuses what that cannot hold', async () => {
    const root = temporaryFolder()
    const store = await filled(root, { precision: 'float16' })
    const row = await store.row(699)
    const errors = Array.from(row ?? [], (x, i) => Math.abs(x - value(699, i)))
    expect(errors).toHaveLength(WIDTH)
    expect(Math.max(...errors)).toBeLessThanOrEqual(2 ** -12)
    expect(store.bytes).toBeLessThan((await filled(root)).bytes)
    const large = new Float32Array(256 * WIDTH).fill(70_000)
    await expect(store.write(0, large, new Uint8Array(256).fill(1))).rejects.toThrow(
      'A representation has a number beyond ±65504, the largest that float16 holds; keep this layer as float32.',
    )
  })
})

describe('a damaged chunk', () => {
  const damages: Record<string, (file: string) => void> = {
    'one bit of it changed': (file) => {
      const bytes = readFileSync(file)
      const at = Math.floor(bytes.length * seeded(7)())
      bytes[at] = (bytes[at] ?? 0) ^ 1
      writeFileSync(file, bytes)
    },
    'cut short': (file) => truncateSync(file, statSync(file).size - 5),
    'made longer': (file) => writeFileSync(file, Buffer.concat([readFileSync(file), Buffer.of(0)])),
    empty: (file) => truncateSync(file, 0),
  }

  it.each(Object.keys(damages))('(%s) is found, and it alone is computed again', async (name) => {
    const root = temporaryFolder()
    const made = await filled(root)
    damages[name]?.(chunkFile(made, 1))
    const store = await opened(root, made)
    expect(await store.missing({ verify: true })).toEqual([1])
    await fill(store, 1)
    expect(await (await opened(root, made)).missing({ verify: true })).toEqual([])
  })

  it('is never searched: reading it says what to do', async () => {
    const root = temporaryFolder()
    const made = await filled(root)
    damages['one bit of it changed']?.(chunkFile(made, 2))
    const matrix = new StoredMatrix(await opened(root, made))
    await expect(readRows(matrix)).rejects.toThrow(
      'A part of the representations at fc7 is missing or damaged: extract them again, which computes only that part.',
    )
  })
})

const keeper = join(import.meta.dirname, '../../../test/fakes/keep-features.ts')

describe('a process killed while it keeps', () => {
  it('leaves every chunk it told of whole, and the rest is all that is missing', async () => {
    const root = temporaryFolder()
    const told: number[] = []
    for (const lines of [1, 2, 3]) {
      const child = spawnInTest(process.execPath, keeper, root, '400')
      let seen = 0
      for await (const line of createInterface({ input: child.stdout })) {
        told.push(Number(line.replace('kept ', '')))
        if (++seen === lines) child.kill('SIGKILL')
      }
    }
    expect(told.length).toBeGreaterThanOrEqual(6)
    // No chunk is computed twice.
    expect(new Set(told).size).toBe(told.length)
    const [store] = await FeatureStore.list(root)
    const missing = (await store?.missing({ verify: true })) ?? []
    // One may have been whole before it could be told of, at each of the three kills.
    const lost = 50 - told.length - missing.length
    expect(lost).toBeGreaterThanOrEqual(0)
    expect(lost).toBeLessThanOrEqual(3)
    expect(missing.some((chunk) => told.includes(chunk))).toBe(false)
  })
})

const onSmallDisk = (folder: string, size: string, line: string) =>
  spawnSync('unshare', ['-Urm', 'sh', '-c', `mount -t tmpfs -o size=${size} tmpfs ${folder} && ${line}`], {
    encoding: 'utf8',
  })

/** Some systems let nobody but root mount anything, and some not even root. */
const canMount = onSmallDisk('/mnt', '64k', 'true').status === 0

describe.skipIf(!canMount)('a disk that is full', () => {
  it('ends in a sentence, with nothing lost and nothing half written', () => {
    const folder = temporaryFolder()
    const run = `${process.execPath} ${keeper} ${folder} 40`
    const { stdout } = onSmallDisk(
      folder,
      '20m',
      `${run}; ls ${folder}/*/chunks; mount -o remount,size=60m ${folder}; ${run}`,
    )
    const lines = stdout.trim().split('\n')
    expect(lines[0]).toBe('kept 0')
    expect(lines[1]).toBe('kept 1')
    expect(lines[2]).toMatch(
      /^FeatureError: The representations in .* cannot be kept: the disk is full; what was kept is safe, so free some space and go on from there\.$/,
    )
    expect(lines.slice(3)).toEqual(['0000000.gfc', '0000001.gfc', 'kept 2', 'kept 3', 'kept 4'])
  })
})
