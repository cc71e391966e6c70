import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { type Asking, bearer, engineFile, secret, startAsking } from '../../test/fakes/asking.ts'
import { connect } from '../../test/fakes/client.ts'
import { imageSchema } from '../contract/image.ts'
import { type Served, serve } from './serve.ts'
import { sha256 } from './workspace/blobs.ts'

const folder = mkdtempSync(join(tmpdir(), 'guise-test-'))
let served: Served
let key: string
let ask: Asking['ask']
let workspace: string
let adversary: Buffer

beforeAll(async () => {
  const asking = await startAsking(folder)
  ;({ served, key, ask, workspace, adversary } = asking)
})
afterAll(async () => {
  await served.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('what is answered', () => {
  it('is never a file outside the page’s folder or the blobs', async () => {
    const paths = [
      '/../secret.txt',
      '/assets/../../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/assets/..%5c..%5csecret.txt',
      '//etc/passwd',
      '/%00',
      `/blob/..%2f..%2fguise.db`,
      '/blob/../guise.db',
      '/thumbnail/..%2f..%2fguise.db',
      '/export/..%2f..%2fguise.db.zip',
      '/blob/',
      '/%',
    ]
    for (const path of paths) {
      const answer = await ask(path, bearer)
      expect([400, 404], path).toContain(answer.status)
      expect(String(answer.body), path).not.toContain(secret)
      expect(JSON.parse(String(answer.body)).message, path).toMatch(/\.$/)
    }
  })

  it('is confined by headers: a page to its own scripts, a file to being shown', async () => {
    const page = await ask('/', bearer)
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(page.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self';")
    expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'")
    const file = await ask(`/blob/${sha256(adversary)}`, bearer)
    expect(file.headers['content-security-policy']).toBe("default-src 'none'; sandbox")
    for (const { headers } of [page, file, await ask('/status'), await ask('/nowhere', bearer)]) {
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['x-frame-options']).toBe('DENY')
      expect(headers['cross-origin-resource-policy']).toBe('same-origin')
      expect(headers['referrer-policy']).toBe('no-referrer')
    }
  })

  it('is a stored file by its hash, for ever', async () => {
    const hash = sha256(adversary)
    const file = await ask(`/blob/${hash}`, bearer)
    expect(file.status).toBe(200)
    expect(file.headers['content-type']).toBe('image/png')
    expect(file.headers['cache-control']).toContain('immutable')
    expect(file.body.equals(adversary)).toBe(true)
    const again = await ask(`/blob/${hash}`, { ...bearer, 'If-None-Match': String(file.headers.etag) })
    expect(again).toMatchObject({ status: 304, body: Buffer.alloc(0) })
    expect((await ask(`/blob/${hash}`, bearer, 'HEAD')).headers['content-length']).toBe(
      String(adversary.length),
    )
    expect((await ask(`/blob/${hash}`, { ...bearer }, 'DELETE')).status).toBe(405)
  })

  it('is a result as a zip of exactly the stored files', async () => {
    const answer = await ask(`/export/${key}.zip`, bearer)
    expect(answer.headers['content-disposition']).toBe(`attachment; filename="guise-${key.slice(0, 12)}.zip"`)
    const files = unzipSync(answer.body)
    expect(Object.keys(files).sort()).toEqual([
      'adversary.npy',
      'adversary.png',
      'difference.png',
      'report.json',
    ])
    expect(adversary.equals(files['adversary.png'] ?? Buffer.alloc(0))).toBe(true)
    expect((await ask(`/export/${'0'.repeat(64)}.zip`, bearer)).status).toBe(404)
  })
})

describe('an upload', () => {
  const upload = (name: string, body: Buffer, headers: Record<string, string> = {}) =>
    ask(`/upload?name=${encodeURIComponent(name)}`, { ...bearer, ...headers }, 'POST', body)

  it('is stored as it is and answered with its image', async () => {
    const file = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#0a0' } })
      .jpeg()
      .toBuffer()
    const answer = await upload('Grün & Blau.jpg', file)
    expect(answer.status).toBe(200)
    const image = imageSchema.parse(JSON.parse(String(answer.body)))
    expect(image).toEqual({ hash: sha256(file), name: 'Grün & Blau.jpg', width: 40, height: 30, notes: [] })
    expect((await ask(`/blob/${image.hash}`, bearer)).body.equals(file)).toBe(true)
    const thumbnail = await ask(`/thumbnail/${image.hash}?size=64`, bearer)
    expect(thumbnail.headers['content-type']).toBe('image/webp')
    expect(await sharp(thumbnail.body).metadata()).toMatchObject({ width: 40, height: 30 })
    const kept = await ask(`/thumbnail/${image.hash}?size=64`, bearer)
    expect(kept.body.equals(thumbnail.body)).toBe(true)
    expect((await ask(`/thumbnail/${image.hash}?size=63`, bearer)).status).toBe(400)
  })

  it('that is no image is refused with a sentence and not stored', async () => {
    const script = Buffer.from('<html><script>alert(1)</script></html>')
    const answer = await upload('page.html', script)
    expect(answer.status).toBe(415)
    expect(JSON.parse(String(answer.body)).message).toContain('page.html')
    expect((await ask(`/blob/${sha256(script)}`, bearer)).status).toBe(404)
    expect((await upload('empty', Buffer.alloc(0))).status).toBe(415)
  })

  it('that is too large is refused, whether it says so or not', async () => {
    const body = Buffer.alloc(64 * 2 ** 20 + 1)
    expect((await upload('a', body)).status).toBe(413)
    expect((await upload('a', body, { 'Transfer-Encoding': 'chunked' })).status).toBe(413)
  })
})

describe('the contract over the WebSocket', () => {
  it('answers, and crosses errors as sentences with codes', async () => {
    const { client, close } = connect(served)
    expect((await client.about.get()).workspace).toBe(workspace)
    expect((await client.results.list()).map((result) => result.key)).toContain(key)
    await expect(client.results.get({ key: 'nothing' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: 'There is no result nothing: it may have been removed.',
    })
    await expect(client.networks.open({ path: '/no/such' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      message: 'There is no network at /no/such.',
    })
    const [source, guide] = await client.images.samples()
    const spec = {
      kind: 'pair',
      source: source?.hash ?? '',
      guide: guide?.hash ?? '',
      network: 'stand-in',
      layer: 'fc7',
      delta: 300,
      solver: 'fast',
      maxEvaluations: 5,
    } as const
    await expect(client.jobs.start(spec)).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      message: expect.stringMatching(/^This cannot be asked for: delta: /),
    })
    await expect(client.results.export({ key, directory: folder })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      message: 'Choose the folder to export to in the dialog; in a browser, download the result.',
    })
    close()
  })

  it('closes a connection that sends bytes or too much', async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${served.port}/rpc`, { headers: bearer })
    await new Promise((resolve) => socket.on('open', resolve))
    const code = new Promise((resolve) => socket.on('close', resolve))
    socket.send(Buffer.from([1, 2, 3]))
    expect(await code).toBe(1003)
  })
})

describe('the start', () => {
  it('says in a sentence that a port is taken', async () => {
    const again = serve({ workspace, engine: engineFile, port: served.port })
    await expect(again).rejects.toThrow(/^Port \d+ is taken: choose another with --port/)
  })

  it('refuses a damaged workspace with its sentence, leaving it as it is', async () => {
    const broken = join(folder, 'broken')
    mkdirSync(broken)
    writeFileSync(join(broken, 'guise.db'), 'x'.repeat(4096))
    await expect(serve({ workspace: broken, engine: engineFile })).rejects.toThrow(/has a damaged database/)
    expect(readFileSync(join(broken, 'guise.db'), 'utf8')).toBe('x'.repeat(4096))
  })

  it('sets a damaged database aside only when it is told to', async () => {
    const broken = join(folder, 'set aside')
    mkdirSync(broken)
    writeFileSync(join(broken, 'guise.db'), 'x'.repeat(4096))
    const again = await serve({ workspace: broken, engine: engineFile, setAside: true })
    const { client, close } = connect(again)
    expect(await client.results.list()).toEqual([])
    close()
    await again.close()
    const [kept] = readdirSync(broken).filter((name) => name.endsWith('.aside'))
    expect(readFileSync(join(broken, kept ?? ''), 'utf8')).toBe('x'.repeat(4096))
  })
})
