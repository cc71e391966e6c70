import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { encodeBlob } from '../../../test/corpus/networks/encode.ts'
import { counting, TestFolder, tinyModel, tinyPrototxt } from '../../../test/corpus/networks/tiny.ts'
import { readCaffe } from './format/caffe.ts'
import { writeGuise } from './format/guise.ts'
import { openNetwork, shippedNetworks } from './open.ts'

async function files(folder: TestFolder) {
  return {
    prototxt: await folder.write('net.prototxt', tinyPrototxt),
    caffemodel: await folder.write('net.caffemodel', tinyModel()),
    mean: await folder.write('mean.binaryproto', encodeBlob({ shape: [1, 3, 8, 8], data: counting(192) })),
    card: await folder.write('card.yaml', 'title: Mine\n'),
  }
}

describe('a network by its name', () => {
  it('opens a Caffe network, and its own id opens it again', async () => {
    await using folder = await TestFolder.create()
    const { prototxt, caffemodel } = await files(folder)
    const network = await openNetwork(`${prototxt},${caffemodel}`)
    expect(network).toMatchObject({ origin: 'caffe', id: `${prototxt},${caffemodel}` })
    expect((await openNetwork(network.id)).hash).toBe(network.hash)
  })

  it('takes a mean image and a card in either order', async () => {
    await using folder = await TestFolder.create()
    const { prototxt, caffemodel, mean, card } = await files(folder)
    for (const rest of [`${mean},${card}`, `${card},${mean}`]) {
      const network = await openNetwork(`${prototxt},${caffemodel},${rest}`)
      expect(network.card).toMatchObject({ title: 'Mine', mean: 'image' })
    }
  })

  it('opens a folder in our format, with commas in its name or not', async () => {
    await using folder = await TestFolder.create()
    const data = await readCaffe(await files(folder))
    const place = join(folder.path, 'one, two')
    await mkdir(place)
    await writeGuise(place, data)
    expect(await openNetwork(place)).toMatchObject({ origin: 'folder', id: place })
    expect(await openNetwork(join(place, 'network.json'))).toMatchObject({ origin: 'folder' })
  })

  it('says where what was fetched departs from its architecture', async () => {
    await using folder = await TestFolder.create()
    const { prototxt, caffemodel } = await files(folder)
    const named = async () => ({ path: `${prototxt},${caffemodel}`, architecture: 'lenet' })
    const network = await openNetwork('lenet', { named })
    expect(network).toMatchObject({ id: 'lenet', origin: 'caffe' })
    expect(network.notes.at(-1)).toMatch(
      /^Its description departs from the architecture that comes with Guise at conv1, /,
    )
    const plain = async () => ({ path: `${prototxt},${caffemodel}` })
    const other = await openNetwork('lenet', { named: plain })
    expect(other.notes.join()).not.toContain('departs')
  })

  it('takes class names from a file', async () => {
    await using folder = await TestFolder.create()
    const { prototxt, caffemodel } = await files(folder)
    const labels = await folder.write('labels.txt', 'a\nb\nc\nd\n')
    const { card } = await openNetwork(`${prototxt},${caffemodel}`, { labels })
    expect(card.labels).toEqual(['a', 'b', 'c', 'd'])
    const few = await folder.write('few.txt', 'a\nb\n')
    await expect(openNetwork(`${prototxt},${caffemodel}`, { labels: few })).rejects.toThrow(
      'few.txt: there are 2 class names, and the network\'s output "prob" has 4 classes.',
    )
  })

  it('says what is wrong with what it is given', async () => {
    await using folder = await TestFolder.create()
    const { prototxt, caffemodel, mean, card } = await files(folder)
    const picture = await folder.write('picture.png', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))
    const onnx = await folder.write('model.onnx', Buffer.from('\x08\x07\x12\x07pytorch', 'latin1'))
    const labels = await folder.write('labels.txt', 'a\nb\nc\nd\n')
    const cases = [
      ['', 'There is no network ""; give '],
      ['nonsense', 'There is no network "nonsense"; give '],
      [onnx, 'model.onnx: it is damaged, or no ONNX model: there is no graph in it'],
      [picture, 'picture.png: this is a PNG picture, and networks are read from a folder with network.json'],
      [prototxt, 'a Caffe network needs two files: deploy.prototxt,weights.caffemodel'],
      [`${prototxt},${folder.path}/none.caffemodel`, 'none.caffemodel: there is no such file'],
      [`${prototxt},${caffemodel},${mean},${mean}`, 'a mean image was given already'],
      [`${prototxt},${caffemodel},${card},${card}`, 'a card was given already'],
      [`${prototxt},${caffemodel},${labels}`, '(class names are given with --labels)'],
      [`${caffemodel},${prototxt}`, 'the description comes first'],
      [folder.path, 'network.json: there is no such file'],
    ] as const
    for (const [spec, message] of cases) await expect(openNetwork(spec)).rejects.toThrow(message)
  })

  it.each(shippedNetworks().map((name) => [name]))('opens %s, which is shipped', async (name) => {
    expect(await openNetwork(name)).toMatchObject({ id: name, origin: 'shipped' })
  })
})
