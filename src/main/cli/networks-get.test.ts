import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { tinyModel, tinyPrototxt } from '../../../test/corpus/networks/tiny.ts'
import { temporaryFolder } from '../../../test/temporary.ts'
import { answerWith, serveFiles, sha256Of } from '../download/fixtures.ts'
import { Workspace } from '../workspace/workspace.ts'
import { ran } from './fixtures.ts'

function served(): ReadonlyMap<string, Buffer> {
  return new Map([
    ['deploy.prototxt', Buffer.from(tinyPrototxt)],
    ['tiny.caffemodel', Buffer.from(tinyModel())],
    ['names.txt', Buffer.from('cat\ndog\ncow\nhen\n')],
  ])
}

vi.mock(import('../download/published/networks.ts'), async (original) => {
  const files = [...served()].map(([name, bytes]) => ({
    address: `https://publisher.example/${name}`,
    hash: { algorithm: 'sha256' as const, value: sha256Of(bytes) },
  }))
  const about = { description: '', licence: 'CC0', page: '', files, labels: 'names.txt' }
  const card = JSON.stringify({
    title: 'Tiny one',
    licence: 'CC0',
    channelOrder: 'BGR',
    mean: [1, 2, 3],
    fit: 'squash',
  })
  const tiny = { name: 'tiny', title: 'Tiny', ...about, extra: { 'card.json': card } }
  return { publishedNetworks: [...(await original()).publishedNetworks, tiny] }
})

describe('guise networks get', () => {
  it('lists what there is', async () => {
    const { out } = await ran('networks', 'get', '--workspace', temporaryFolder())
    expect(out).toMatch(/^name +title +MB +licence\ncaffenet +CaffeNet +Released for unrestricted use/)
    expect(out).toContain('googlenet')
  })

  it('fetches a network, opens it with its card and names, and remembers it for the app', async () => {
    const { base } = await serveFiles((request, response, count) =>
      answerWith(served().get(request.url?.slice(1) ?? '') ?? Buffer.from('?'))(request, response, count),
    )
    const [folder, to] = [join(temporaryFolder(), 'workspace'), temporaryFolder()]
    const common = ['--mirror', base, '--workspace', folder, '--to', to, '--quiet']
    const { code, out, err } = await ran('networks', 'get', 'tiny', ...common, '--json')
    expect(code, err).toBe(0)
    const id = ['deploy.prototxt', 'tiny.caffemodel', 'card.json']
      .map((name) => join(to, 'tiny', name))
      .join(',')
    expect(JSON.parse(out)).toMatchObject({
      id,
      title: 'Tiny one',
      licence: 'CC0',
      classes: 4,
      origin: 'caffe',
    })

    const again = await ran('networks', 'get', 'tiny', ...common)
    expect(again.out).toBe(
      `Tiny one is here, and in the app’s list: 5 layers, 4 classes.\n--network ${id} --labels ${join(to, 'tiny', 'names.txt')}\n`,
    )
    const workspace = new Workspace(folder)
    expect(workspace.networks.list()).toMatchObject([{ path: id, summary: { title: 'Tiny one' } }])
    workspace.close()
  })

  it('says in a sentence what went wrong', async () => {
    const unknown = await ran('networks', 'get', 'resnet')
    expect(unknown.code).toBe(2)
    expect(unknown.err).toMatch(
      /^guise: There is no network "resnet" to fetch: there are caffenet, alexnet, /,
    )
  })
})
