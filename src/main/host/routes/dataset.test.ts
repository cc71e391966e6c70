import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../../../../test/temporary.ts'
import { addDataset } from '../../library/add.ts'
import { indexDataset } from '../../library/index-dataset.ts'
import { Workspace } from '../../workspace/workspace.ts'
import { DatasetRoute } from './dataset.ts'

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#08f' } })
    .jpeg()
    .toBuffer()

const setUp = async (fill: (folder: string) => Promise<void>, path = '') => {
  const folder = temporaryFolder()
  await fill(folder)
  const workspace = new Workspace(temporaryFolder())
  const { id } = await addDataset(workspace, { path: join(folder, path) })
  await indexDataset(workspace, id)
  const route = new DatasetRoute(workspace)
  onTestFinished(async () => {
    await route.close()
    workspace.close()
  })
  const get = (address: string, signal = new AbortController().signal) => {
    const url = new URL(address, 'http://localhost')
    return route.answer(url.pathname.split('/').slice(2), url, signal)
  }
  const index = workspace.datasets.index(id, workspace.datasets.get(id)?.current ?? '')
  return { folder, workspace, id, get, index, route }
}

const sizeOf = async (answer: Response) => {
  const { width, height, format } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata()
  return [width, height, format]
}

const twoPictures = async (folder: string) => {
  mkdirSync(join(folder, 'sky'))
  writeFileSync(join(folder, 'sky', 'small.jpg'), await picture(40, 20))
  writeFileSync(join(folder, 'sky', 'wide.jpg'), await picture(400, 100))
}

describe('/dataset', () => {
  it('gives images and thumbnails of any of the sizes, never enlarged', async () => {
    const { id, get } = await setUp(twoPictures)
    expect(await sizeOf(await get(`/dataset/${id}/1/image`))).toEqual([400, 100, 'jpeg'])
    expect(await sizeOf(await get(`/dataset/${id}/1/thumbnail?size=64`))).toEqual([64, 16, 'webp'])
    expect(await sizeOf(await get(`/dataset/${id}/1/thumbnail`))).toEqual([128, 32, 'webp'])
    expect(await sizeOf(await get(`/dataset/${id}/0/thumbnail?size=256`))).toEqual([40, 20, 'webp'])
    expect((await get(`/dataset/${id}/1/thumbnail?size=100`)).status).toBe(400)
  })

  it('may be kept for ever only under the hash of the list that it means', async () => {
    const { id, get, index } = await setUp(twoPictures)
    const caching = async (v: string) =>
      (await get(`/dataset/${id}/0/thumbnail?v=${v}`)).headers.get('Cache-Control')
    expect(await caching(index.summary().hash ?? '')).toContain('immutable')
    expect(await caching('0'.repeat(64))).toBe('no-cache')
  })

  it('knows nothing but what is in an index', async () => {
    const { id, get } = await setUp(twoPictures)
    for (const address of [
      `${id}/2/image`,
      `${id}/-1/image`,
      `${id}/..%2f/image`,
      'other/0/image',
      `${id}/0/etc`,
    ]) {
      expect((await get(`/dataset/${address}`)).status, address).toBe(404)
    }
  })

  it('hands out nothing but images, whatever a table names', async () => {
    const { id, get, index } = await setUp(async (folder) => {
      writeFileSync(join(folder, 'secret.txt'), 'a password')
      writeFileSync(join(folder, 'list.csv'), 'path\nsecret.txt\n')
    }, 'list.csv')
    expect((await get(`/dataset/${id}/0/image`)).status).toBe(415)
    expect((await get(`/dataset/${id}/0/thumbnail`)).status).toBe(415)
    expect(index.unreadableCount()).toBe(1)
  })

  it('answers with a sentence where a file has gone since, and holds nothing against the image', async () => {
    const { folder, id, get, index } = await setUp(twoPictures)
    rmSync(join(folder, 'sky', 'wide.jpg'))
    const answer = await get(`/dataset/${id}/1/thumbnail`)
    expect(answer.status).toBe(415)
    expect(await answer.json()).toEqual({
      message: `The image ${join(folder, 'sky', 'wide.jpg')} cannot be read: there is no such file.`,
    })
    expect(index.unreadableCount()).toBe(0)
  })

  it('remembers an image that proves to be damaged when it is decoded', async () => {
    const { id, get, index } = await setUp(async (folder) => {
      // The header is whole, and the picture is not.
      const whole = await sharp({
        create: {
          width: 300,
          height: 300,
          channels: 3,
          background: '#000',
          noise: { type: 'gaussian', mean: 99, sigma: 50 },
        },
      })
        .png()
        .toBuffer()
      writeFileSync(join(folder, 'torn.png'), whole.subarray(0, 2000))
    })
    expect(index.unreadableCount()).toBe(0)
    expect((await get(`/dataset/${id}/0/thumbnail`)).status).toBe(415)
    expect(index.unreadable(0, 10)).toMatchObject([
      { position: 0, trouble: expect.stringMatching(/^The image torn\.png cannot be decoded \(.*\)\.$/) },
    ])
  })

  it('answers with a sentence where the file that holds an image among many has gone', async () => {
    const { folder, id, get } = await setUp(async (folder) => {
      writeFileSync(join(folder, 'train.bin'), Buffer.alloc(3073))
    })
    rmSync(join(folder, 'train.bin'))
    const answer = await get(`/dataset/${id}/0/image`)
    expect([answer.status, await answer.json()]).toEqual([
      415,
      { message: 'The image train.bin#0 is no longer there; refresh the dataset.' },
    ])
  })

  it('keeps what it made, so that the file is not read again', async () => {
    const { folder, id, get } = await setUp(twoPictures)
    const first = await (await get(`/dataset/${id}/1/thumbnail`)).arrayBuffer()
    rmSync(join(folder, 'sky', 'wide.jpg'))
    const second = await (await get(`/dataset/${id}/1/thumbnail`)).arrayBuffer()
    expect(Buffer.from(second).equals(Buffer.from(first))).toBe(true)
  })

  it('does not make what nobody waits for', async () => {
    const { id, get, index } = await setUp(twoPictures)
    const gone = new AbortController()
    gone.abort()
    expect((await get(`/dataset/${id}/1/thumbnail`, gone.signal)).status).toBe(499)
    expect(index.unreadableCount()).toBe(0)
  })

  it('shows images out of files of many without loss', async () => {
    const { id, get } = await setUp(async (folder) => {
      // Two images of 2 × 2, 0 to 7 (LeCun's IDX: 0, 0, unsigned bytes, three dimensions, their sizes).
      const header = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2]
      writeFileSync(join(folder, 'images-idx3-ubyte'), Buffer.from([...header, 0, 1, 2, 3, 40, 50, 60, 70]))
    })
    for (const what of ['image', 'thumbnail']) {
      const answer = await get(`/dataset/${id}/1/${what}`)
      const { data, info } = await sharp(Buffer.from(await answer.arrayBuffer()))
        .greyscale()
        .raw()
        .toBuffer({ resolveWithObject: true })
      expect([info.width, info.height, [...data]]).toEqual([2, 2, [40, 50, 60, 70]])
    }
  })
})
