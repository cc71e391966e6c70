import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { encodeOnnx } from '../../../../test/corpus/networks/encode-onnx.ts'
import { TestFolder } from '../../../../test/corpus/networks/tiny.ts'
import { openNetwork } from '../open.ts'
import { recogniseNetwork } from '../recognise.ts'
import { kerasFormat } from './keras-format.ts'

const corpus = join(import.meta.dirname, '../../../../test/corpus')
const keras = (name: string) => join(corpus, 'keras', name)

// Each of them takes images of any size, so that it cannot be opened without a card.
const sizeless = [
  ['.keras', keras('mobilenet.keras')],
  ['.h5', keras('mobilenet.h5')],
  ['model.json', join(corpus, 'tensorflow/mobilenet-graph/model.json')],
  ['a folder', join(corpus, 'tensorflow/mobilenet-graph')],
] as const

describe('a card beside a network in one file', () => {
  it.each(sizeless)('says what %s does not', async (_, path) => {
    await using folder = await TestFolder.create()
    const card = await folder.write('card.json', '{"inputSize": [16, 16], "channelOrder": "BGR"}')
    const network = await openNetwork(`${path},${card}`)
    expect(network.card).toMatchObject({ inputSize: [16, 16], channelOrder: 'BGR' })
    expect(network.graph.input.shape).toEqual([3, 16, 16])
    expect((await openNetwork(network.id)).hash).toBe(network.hash)
    const { format, paths } = await recogniseNetwork(`${path},${card}`)
    const { input, open } = await format.inspect(paths)
    expect(input).toEqual([3, 16, 16])
    expect(open).toEqual(['fit', 'labels'])
  })

  it('says how images are prepared for an ONNX model; what the user says comes first', async () => {
    await using folder = await TestFolder.create()
    const bytes = encodeOnnx(await kerasFormat.open([keras('merges.keras')]))
    const path = await folder.write('merges.onnx', bytes)
    const yaml =
      'title: Mine\nmean: [1, 2, 3]\nscale: 0.5\nfit: squash\nlabels: [a, b, c]\nids: [n1, n2, n3]\n'
    const spec = `${path},${await folder.write('card.yaml', yaml)}`
    const { card, notes, origin } = await openNetwork(spec)
    expect(origin).toBe('onnx')
    expect(card).toMatchObject({ title: 'Mine', mean: [1, 2, 3], scale: 0.5, ids: ['n1', 'n2', 'n3'] })
    expect(notes.join()).not.toContain('is assumed')
    const other = await openNetwork(spec, { card: { title: 'Ours', labels: ['x', 'y', 'z'] } })
    expect(other.card).toMatchObject({ title: 'Ours', mean: [1, 2, 3], labels: ['x', 'y', 'z'], ids: [] })
    const { format, paths } = await recogniseNetwork(spec)
    expect(await format.inspect(paths)).toMatchObject({ open: ['channelOrder'], draft: { title: 'Mine' } })
  })

  it('is the only thing there, and right', async () => {
    await using folder = await TestFolder.create()
    const path = keras('merges.keras')
    const card = await folder.write('card.json', '{}')
    const wrong = await folder.write('wrong.json', '{"scale": "much"}')
    const labels = await folder.write('labels.txt', 'a\nb\nc\n')
    const cases = [
      [`${path},${card},${card}`, 'card.json: after a network in one file comes only its card.'],
      [`${path},${labels}`, 'class names are given with --labels'],
      [`${path},${wrong}`, 'wrong.json: the card is wrong: "scale"'],
      [`${path},${folder.path}/none.json`, 'none.json: there is no such file'],
    ] as const
    for (const [spec, message] of cases) await expect(openNetwork(spec)).rejects.toThrow(message)
  })
})
