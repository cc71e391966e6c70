import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { spawnInTest } from '../../../test/child.ts'
import { temporaryFolder } from '../../../test/temporary.ts'
import { fetchPublished } from './fetch-published.ts'
import type { FetchStep } from './files.ts'
import {
  answerWith,
  publishedAt,
  quickly,
  serveFiles,
  sha256Of,
  someBytes,
  stallAfter,
  tarOf,
} from './fixtures.ts'
import { stateOf } from './place.ts'
import type { Published, PublishedFile } from './published.ts'

const script = join(import.meta.dirname, '../../../test/fakes/fetch-published.ts')

const describedAs = (
  name: string,
  files: readonly PublishedFile[],
  more: Partial<Published> = {},
): Published => ({
  ...{ name, title: name, description: '', licence: '', page: '', files },
  ...more,
})

const fetching = (published: Published, root: string, onProgress?: (step: FetchStep) => void) => {
  const { transport, signal, backOff } = quickly()
  return fetchPublished(published, root, {
    ...{ transport, signal },
    ...(backOff ? { backOff } : {}),
    ...(onProgress ? { onProgress } : {}),
  })
}

/** A dataset in a tgz archive with a folder of its own. */
async function archive(): Promise<Buffer> {
  return gzipSync(await tarOf({ name: 'imagenette2/val/n01440764/tench.JPEG', content: someBytes(200_000) }))
}

describe('fetchPublished', () => {
  it('puts an archive’s folder in its place, and nothing else', async () => {
    const bytes = await archive()
    const { base, asked } = await serveFiles(answerWith(bytes))
    const root = temporaryFolder()
    const published = describedAs('imagenette', [publishedAt(base, bytes, 'a.tgz')], {
      folder: 'imagenette2',
    })
    expect(stateOf(root, published)).toBe('absent')
    const nowhere = describedAs('imagenette', [publishedAt('http://127.0.0.1:1', bytes, 'a.tgz')])
    await expect(fetching(nowhere, root)).rejects.toThrow(/ refused the connection\. /)
    expect(stateOf(root, published)).toBe('absent')
    expect(await fetching(published, root)).toEqual([])
    expect(stateOf(root, published)).toBe('here')
    expect(readdirSync(root)).toEqual(['imagenette'])
    expect(existsSync(join(root, 'imagenette', 'val', 'n01440764', 'tench.JPEG'))).toBe(true)
    await fetching(published, root)
    expect(asked).toHaveLength(1)
  })

  it('fetches several files, and tells of all of them together', async () => {
    const parts = new Map(['images', 'labels'].map((name) => [`/some/where/${name}.gz`, gzipSync(name)]))
    const { base } = await serveFiles((request, response, count) => {
      answerWith(parts.get(request.url ?? '') ?? Buffer.alloc(0))(request, response, count)
    })
    const files = [...parts].map(([path, bytes]) => publishedAt(base, bytes, path.split('/').at(-1)))
    const total = files.reduce((sum, { bytes = 0 }) => sum + bytes, 0)
    const root = temporaryFolder()
    const steps: FetchStep[] = []
    await fetching(describedAs('mnist', files), root, (step) => steps.push(step))
    expect(readdirSync(join(root, 'mnist')).toSorted()).toEqual(['images', 'labels'])
    expect(readFileSync(join(root, 'mnist', 'labels'), 'utf8')).toBe('labels')
    expect(new Set(steps.map((step) => step.total))).toEqual(new Set([total]))
    expect(steps.at(-1)).toEqual({ done: total, total, note: 'Unpacking labels.gz, 100 %' })
  })

  it('keeps the hash of a file that none is published of, and refuses another later', async () => {
    const first = someBytes(1000)
    const { base } = await serveFiles((request, response, count) =>
      answerWith(count === 0 ? first : someBytes(1000, 2))(request, response, count),
    )
    const root = temporaryFolder()
    const files = [{ address: `${base}/weights.caffemodel` }]
    expect(await fetching(describedAs('net', files), root)).toEqual([
      `No hash of weights.caffemodel is published: its SHA-256 is ${sha256Of(first)}, which later downloads are compared with.`,
    ])
    await expect(fetching(describedAs('net again', files), root)).rejects.toThrow(/is not what was published/)
  })

  it('says of an archive that it holds something else', async () => {
    const bytes = await archive()
    const { base } = await serveFiles(answerWith(bytes))
    const root = temporaryFolder()
    const published = describedAs('set', [publishedAt(base, bytes, 'a.tgz')], { folder: 'imagenette3' })
    await expect(fetching(published, root)).rejects.toThrow(
      'What was fetched of set has no folder “imagenette3” in it.',
    )
    expect(existsSync(join(root, 'set'))).toBe(false)
  })

  it('goes on after the process was killed, with what it had', async () => {
    const bytes = gzipSync(someBytes(400_000))
    let isFirst = true
    const { base, asked } = await serveFiles((request, response, count) => {
      ;(isFirst ? stallAfter(bytes, 250_000) : answerWith(bytes))(request, response, count)
      isFirst = false
    })
    const published = describedAs('digits', [publishedAt(base, bytes, 'digits.gz')])
    const root = temporaryFolder()
    const child = spawnInTest(process.execPath, script, JSON.stringify(published), root)
    for await (const line of createInterface({ input: child.stdout })) {
      if (line === '250000') child.kill('SIGKILL')
    }
    expect(stateOf(root, published)).toBe('begun')
    await fetching(published, root)
    expect(asked[1]?.range).toBe('bytes=250000-')
    expect(readFileSync(join(root, 'digits', 'digits'))).toHaveLength(400_000)
    expect(readdirSync(root)).toEqual(['digits'])
  })

  it('leaves it to another process that is at it', async () => {
    const bytes = someBytes(100_000)
    const { base } = await serveFiles(stallAfter(bytes, 50_000))
    const published = describedAs('weights', [publishedAt(base, bytes, 'weights.caffemodel')])
    const root = temporaryFolder()
    const child = spawnInTest(process.execPath, script, JSON.stringify(published), root)
    for await (const line of createInterface({ input: child.stdout })) {
      if (line !== '50000') continue
      await expect(fetching(published, root)).rejects.toThrow(
        'weights is being fetched by another program: wait for it, or stop it there.',
      )
      child.kill('SIGKILL')
    }
    expect(stateOf(root, published)).toBe('begun')
  })

  it('unpacks anew what a killed process had begun to unpack', async () => {
    const bytes = await archive()
    const { base } = await serveFiles(answerWith(bytes))
    const published = describedAs('set', [publishedAt(base, bytes, 'a.tgz')], { folder: 'imagenette2' })
    const root = temporaryFolder()
    mkdirSync(join(root, 'set.unpacking', 'imagenette2'), { recursive: true })
    writeFileSync(join(root, 'set.unpacking', 'imagenette2', 'half.JPEG'), 'half')
    await fetching(published, root)
    expect(readdirSync(join(root, 'set'))).toEqual(['val'])
  })
})

/** Runs the fetching in a world of its own where `folder` is a disk of that size. */
const onSmallDisk = (folder: string, size: string, command: string) =>
  new Promise<string>((resolve) => {
    const line = `mount -t tmpfs -o size=${size} tmpfs ${folder} && ${command}`
    const child = spawnInTest('unshare', '-Urm', 'sh', '-c', line)
    const lines: string[] = []
    child.stdout.on('data', (data) => lines.push(String(data)))
    child.on('close', () => resolve(lines.join('').trim().split('\n').at(-1) ?? ''))
  })

const canMount =
  spawnSync('unshare', ['-Urm', 'sh', '-c', 'mount -t tmpfs -o size=64k tmpfs /mnt']).status === 0

describe.skipIf(!canMount)('a disk without room', () => {
  const run = (published: Published, folder: string, size: string) =>
    onSmallDisk(folder, size, `exec ${process.execPath} ${script} '${JSON.stringify(published)}' ${folder}`)

  it('is told of before anything is fetched, where the size is known', async () => {
    const bytes = someBytes(1000)
    const { base } = await serveFiles(answerWith(bytes))
    const published = describedAs('set', [publishedAt(base, bytes)], { unpackedBytes: 5_000_000 })
    const folder = temporaryFolder()
    expect(await run(published, folder, '12m')).toBe(
      `DownloadError: ${folder} has 13 MB free, and 16 MB are needed: free some space, or choose another folder.`,
    )
  })

  it('is told of where it is met on the way', async () => {
    const chunk = Buffer.alloc(1_000_000)
    const { base } = await serveFiles((_, response) => {
      for (let n = 0; n < 20; n++) response.write(chunk)
      response.end()
    })
    const folder = temporaryFolder()
    const published = describedAs('set', [{ address: `${base}/weights.caffemodel` }])
    expect(await run(published, folder, '12m')).toMatch(
      /^DownloadError: The disk is full: .*weights\.caffemodel\.part could not be written\. Free some space and start again; what has been fetched is kept\.$/,
    )
  })
})
