import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../../test/temporary.ts'
import { DownloadError } from './errors.ts'
import { fetchFile } from './fetch-file.ts'
import { answerWith, publishedAt, quickly, serveFiles, sha256Of, someBytes, stallAfter } from './fixtures.ts'

const bytes = someBytes(300_000)

const setUp = async (...answerers: ReturnType<typeof answerWith>[]) => {
  const folder = temporaryFolder()
  // The last one answers all further requests.
  const server = await serveFiles((request, response, count) =>
    answerers[Math.min(count, answerers.length - 1)]?.(request, response, count),
  )
  const target = join(folder, 'file.bin')
  const isThere = (): boolean => readFileSync(target).equals(bytes) && readdirSync(folder).length === 1
  /** Options under which the connection breaks as soon as so many bytes have come. */
  const breaking = (count: number) =>
    quickly({ onBytes: (done) => done === count && server.server.closeAllConnections() })
  return { ...server, folder, target, isThere, breaking, file: publishedAt(server.base, bytes) }
}

const troubleOf = async (fetching: Promise<unknown>): Promise<string> => {
  const error = await fetching.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof DownloadError)) throw new Error(`No DownloadError: ${String(error)}`)
  return `${error.trouble}: ${error.message}`
}

describe('a file', () => {
  it('is fetched, checked and placed, and fetched no second time', async () => {
    const { file, target, isThere, asked } = await setUp(answerWith(bytes))
    const told: [number, number | null][] = []
    await fetchFile(file, target, quickly({ onBytes: (...step) => told.push(step) }))
    expect(isThere()).toBe(true)
    expect(told.at(-1)).toEqual([bytes.length, bytes.length])
    await fetchFile(file, target, quickly())
    expect(asked).toHaveLength(1)
  })

  it('goes on where the connection broke, if the server still has the same', async () => {
    const { file, target, isThere, asked, breaking } = await setUp(
      stallAfter(bytes, 100_000),
      answerWith(bytes),
    )
    await fetchFile(file, target, breaking(100_000))
    expect(isThere()).toBe(true)
    expect(asked[1]).toMatchObject({ range: 'bytes=100000-', ifRange: '"first"' })
  })

  it('goes on after the program’s end', async () => {
    const { file, target, folder, isThere, asked } = await setUp(
      stallAfter(bytes, 200_000),
      answerWith(bytes),
    )
    const controller = new AbortController()
    const onBytes = (done: number) => done === 200_000 && controller.abort()
    await expect(fetchFile(file, target, quickly({ signal: controller.signal, onBytes }))).rejects.toThrow(
      'aborted',
    )
    expect(readdirSync(folder).toSorted()).toEqual(['file.bin.part', 'file.bin.part.json'])
    await fetchFile(file, target, quickly())
    expect(isThere()).toBe(true)
    expect(asked[1]?.range).toBe('bytes=200000-')
  })

  it('goes on where the server stalled', async () => {
    const { file, target, isThere, asked } = await setUp(stallAfter(bytes, 50_000), answerWith(bytes))
    const told: string[] = []
    await fetchFile(file, target, quickly({ onNote: (note) => told.push(note) }))
    expect(isThere()).toBe(true)
    const { host } = new URL(file.address)
    expect(told).toEqual([`${host} stopped sending, trying again`, 'Checking file.bin'])
    expect(asked[1]?.range).toBe('bytes=50000-')
  })

  it('is asked for again where the server says nothing', async () => {
    const { file, target, isThere } = await setUp(() => undefined, answerWith(bytes))
    const told: string[] = []
    await fetchFile(file, target, quickly({ onNote: (note) => told.push(note) }))
    expect(isThere()).toBe(true)
    const { host } = new URL(file.address)
    expect(told).toEqual([`${host} did not answer in time, trying again`, 'Checking file.bin'])
  })

  it('may come slowly for longer than a stall lasts', async () => {
    const { file, target, isThere, asked } = await setUp((_, response) => {
      response.writeHead(200, { 'Content-Length': bytes.length })
      let sent = 0
      const timer = setInterval(() => {
        response.write(bytes.subarray(sent, sent + 60_000))
        sent += 60_000
        if (sent >= bytes.length) clearInterval(timer)
      }, 100)
    })
    await fetchFile(file, target, quickly())
    expect(isThere()).toBe(true)
    expect(asked).toHaveLength(1)
  })

  it('starts over where the server knows no ranges', async () => {
    const whole = (_: unknown, response: Parameters<ReturnType<typeof answerWith>>[1]) =>
      void response.writeHead(200, { 'Content-Length': bytes.length }).end(bytes)
    const { file, target, isThere, breaking } = await setUp(stallAfter(bytes, 100_000), whole)
    await fetchFile(file, target, breaking(100_000))
    expect(isThere()).toBe(true)
  })

  it('starts over where the server has another by now', async () => {
    const old = someBytes(bytes.length, 2)
    const { file, target, isThere, asked, breaking } = await setUp(
      stallAfter(old, 100_000, '"old"'),
      answerWith(bytes, '"new"'),
    )
    await fetchFile(file, target, breaking(100_000))
    expect(isThere()).toBe(true)
    expect(asked).toHaveLength(2)
  })

  it('is fetched once more in one go where pieces of two files were put together', async () => {
    const old = someBytes(bytes.length, 2)
    // Both files claim to be the same.
    const { file, target, isThere, asked, breaking } = await setUp(
      stallAfter(old, 100_000),
      answerWith(bytes),
    )
    await fetchFile(file, target, breaking(100_000))
    expect(isThere()).toBe(true)
    expect(asked.map(({ range }) => range)).toEqual([undefined, 'bytes=100000-', undefined])
  })

  it('follows where it was moved to', async () => {
    const { file, target, isThere, asked } = await setUp(
      (_, response) => void response.writeHead(302, { Location: '/else/where.bin' }).end(),
      answerWith(bytes),
    )
    await fetchFile(file, target, quickly())
    expect(isThere()).toBe(true)
    expect(asked.map(({ path }) => path)).toEqual(['/some/where/file.bin', '/else/where.bin'])
  })

  it('comes from a mirror by its name', async () => {
    const { file, base, target, isThere, asked } = await setUp(answerWith(bytes))
    const elsewhere = { ...file, address: 'https://publisher.example/data/file.bin' }
    await fetchFile(elsewhere, target, quickly({ mirror: `${base}/mirror` }))
    expect(isThere()).toBe(true)
    expect(asked[0]?.path).toBe('/mirror/file.bin')
  })

  it('of unknown hash and size is taken as it comes, and its SHA-256 told', async () => {
    const { file, target, isThere } = await setUp((_, response) => {
      response.write(bytes.subarray(0, 10))
      response.end(bytes.subarray(10))
    })
    const told: (number | null)[] = []
    const hash = await fetchFile(
      { address: file.address },
      target,
      quickly({ onBytes: (_, total) => told.push(total) }),
    )
    expect(hash).toEqual({ algorithm: 'sha256', value: sha256Of(bytes) })
    expect(told.at(-1)).toBeNull()
    expect(isThere()).toBe(true)
  })

  it('is checked against the hash its first download had', async () => {
    const { file, target } = await setUp(answerWith(bytes))
    const pinned = { algorithm: 'sha256', value: '0'.repeat(64) } as const
    expect(await troubleOf(fetchFile({ address: file.address }, target, quickly({ pinned })))).toMatch(
      /^content: /,
    )
    expect(existsSync(target)).toBe(false)
  })

  it.each([
    ['sha1', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
    ['md5', '900150983cd24fb0d6963f7d28e17f72'],
    // FIPS 180-2 and RFC 1321 give these of “abc”.
    ['sha256', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ] as const)('is checked by its %s', async (algorithm, value) => {
    const { base, target } = await setUp(answerWith(Buffer.from('abc')))
    const file = { address: `${base}/abc`, hash: { algorithm, value } }
    expect(await fetchFile(file, target, quickly())).toEqual({ algorithm, value })
  })

  it('that is there already but is another is replaced', async () => {
    const { file, target, isThere } = await setUp(answerWith(bytes))
    writeFileSync(target, 'something else')
    await fetchFile(file, target, quickly())
    expect(isThere()).toBe(true)
  })

  it('is whole already where the server has no more than what was fetched', async () => {
    const half = bytes.subarray(0, 1000)
    // It promised more than it has.
    const { base, target, breaking } = await setUp(stallAfter(bytes, 1000), answerWith(half))
    await fetchFile({ address: `${base}/file` }, target, breaking(1000))
    expect(readFileSync(target).equals(half)).toBe(true)
  })
})

describe('one sentence tells', () => {
  it('that the server has no such file, after one request', async () => {
    const { file, target, asked } = await setUp((_, response) => void response.writeHead(404).end('no'))
    const { host } = new URL(file.address)
    expect(await troubleOf(fetchFile(file, target, quickly()))).toBe(
      `address: ${host} has no file.bin (404): give the address of a mirror that has it.`,
    )
    expect(asked).toHaveLength(1)
  })

  it('that the server refuses', async () => {
    const { file, target } = await setUp((_, response) => void response.writeHead(403).end())
    expect(await troubleOf(fetchFile(file, target, quickly()))).toMatch(
      /^address: .* does not hand out file\.bin \(403\): give the address of a mirror\.$/,
    )
  })

  it('that the server cannot serve now, after trying again', async () => {
    const { file, target, asked } = await setUp((_, response) => void response.writeHead(503).end())
    expect(await troubleOf(fetchFile(file, target, quickly()))).toMatch(
      /^network: file\.bin could not be fetched: .* answers that it cannot serve now \(503\)\. Try again later, /,
    )
    expect(asked).toHaveLength(6)
  })

  it('that there is no server', async () => {
    const { file, target, server } = await setUp(answerWith(bytes))
    await new Promise((resolve) => server.close(resolve))
    expect(await troubleOf(fetchFile(file, target, quickly()))).toMatch(/ refused the connection\. Try again/)
  })

  it('that it is sent in a circle', async () => {
    const { file, target } = await setUp((_, response) => {
      response.writeHead(302, { Location: '/again' }).end()
    })
    expect(await troubleOf(fetchFile(file, target, quickly()))).toMatch(
      /sends from one address to another without an end/,
    )
  })

  it('that the bytes are not those published, and keeps none of them', async () => {
    const other = someBytes(bytes.length, 3)
    const { file, target, folder, asked } = await setUp(answerWith(other))
    const { host } = new URL(file.address)
    expect(await troubleOf(fetchFile(file, target, quickly()))).toBe(
      `content: What ${host} sent for file.bin is not what was published (its sha256 is ${sha256Of(other)} and not ${sha256Of(bytes)}): try again, or give the address of a mirror.`,
    )
    expect(asked).toHaveLength(1)
    expect(readdirSync(folder)).toEqual([])
  })

  it('that the length is not the published one, before anything is fetched', async () => {
    const page = Buffer.from('<html>Please log in to this network.</html>')
    const { file, target, folder } = await setUp(answerWith(page))
    expect(await troubleOf(fetchFile(file, target, quickly()))).toMatch(
      /^content: What .* has for file\.bin is 43 bytes long and not 300000, so it is not what was published/,
    )
    expect(readdirSync(folder)).toEqual([])
  })

  it('that the server breaks off again and again, keeping what came', async () => {
    const { file, target, folder, breaking } = await setUp(stallAfter(bytes, 1000), (_, response) => {
      response.destroy()
    })
    expect(await troubleOf(fetchFile(file, target, breaking(1000)))).toMatch(
      / broke the connection off\. .* What has been fetched is kept\.$/,
    )
    expect(readFileSync(join(folder, 'file.bin.part'))).toHaveLength(1000)
  })
})
