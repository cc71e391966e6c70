import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { temporaryFolder } from '../../../test/temporary.ts'
import { answerWith, idxFiles, serveFiles } from '../download/fixtures.ts'
import { ran } from './fixtures.ts'

vi.mock(import('../download/published/datasets.ts'), async (original) => {
  const files = [...idxFiles()].map(([name, { length: bytes }]) => ({
    address: `https://publisher.example/${name}`,
    bytes,
  }))
  const about = { description: '', licence: 'CC0', page: '', files }
  return {
    publishedDatasets: [
      ...(await original()).publishedDatasets,
      { name: 'digits', title: 'Digits', ...about },
    ],
  }
})

const serveDigits = () => {
  const files = idxFiles()
  return serveFiles((request, response, count) =>
    answerWith(files.get(request.url?.slice(1) ?? '') ?? Buffer.from('?'))(request, response, count),
  )
}

describe('guise dataset fetch', () => {
  it('lists what there is', async () => {
    const workspace = ['--workspace', temporaryFolder()]
    const { out } = await ran('dataset', 'fetch', ...workspace)
    expect(out).toMatch(/^name +title +MB +licence\nimagenette-160 +Imagenette, 160 px +99\.0 /)
    expect(JSON.parse((await ran('dataset', 'fetch', '--json', ...workspace)).out)).toContainEqual(
      expect.objectContaining({ name: 'cifar-10', bytes: 170_052_171, state: 'absent' }),
    )
  })

  it('fetches, adds and indexes, into the folder named', async () => {
    const { base } = await serveDigits()
    const [workspace, to] = [join(temporaryFolder(), 'workspace'), temporaryFolder()]
    const common = ['--mirror', base, '--workspace', workspace, '--to', to, '--json', '--quiet']
    const { code, out, err } = await ran('dataset', 'fetch', 'digits', ...common)
    expect(code, err).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ id: 'digits', kind: 'idx', images: 4, path: join(to, 'digits') })
    expect(err).toMatch(/^No hash of train-images-idx3-ubyte\.gz is published: its SHA-256 is [0-9a-f]{64},/)
    expect(existsSync(join(to, 'digits', 'train-labels-idx1-ubyte'))).toBe(true)
  })

  it('says in a sentence what went wrong', async () => {
    const { base } = await serveDigits()
    const common = ['--mirror', base, '--workspace', join(temporaryFolder(), 'workspace'), '--quiet']
    const { code, err } = await ran('dataset', 'fetch', 'mnist', ...common)
    expect(code).toBe(1)
    expect(err).toMatch(
      /^guise: What 127\.0\.0\.1:\d+ has for train-images-idx3-ubyte\.gz is \d+ bytes long and not 9912422,/,
    )
    const unknown = await ran('dataset', 'fetch', 'mnits', ...common)
    expect(unknown.code).toBe(2)
    expect(unknown.err).toMatch(/^guise: There is no dataset "mnits" to fetch: there are imagenette-160, /)
    const mirror = await ran('dataset', 'fetch', 'mnist', '--mirror', 'file:///etc')
    expect(mirror.code).toBe(2)
    expect(mirror.err).toContain('A mirror is an address that begins with http:// or https://.')
  })
})
