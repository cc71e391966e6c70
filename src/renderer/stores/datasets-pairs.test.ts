import { beforeEach, expect, it } from 'vitest'
import { datasetOf } from '../testing/dataset-samples.ts'
import { imageOf } from '../testing/samples.ts'
import { setUpStores } from '../testing/setup-stores.ts'
import { usePairList } from './datasets-pairs.ts'

beforeEach(() => setUpStores())

const member = (name: string) => ({ hash: name.repeat(64), name: `${name}.png`, file: `/data/${name}.png` })

it('collects sources and guides, each once, and pairs them', () => {
  const pairs = usePairList()
  expect(pairs.add('source', [member('a'), member('b')])).toBe(2)
  expect(pairs.add('source', [member('b'), member('c')])).toBe(1)
  pairs.add('guide', [member('d')])
  expect(pairs.pairs.map(({ source, guide }) => [source.name, guide.name])).toEqual([['a.png', 'd.png']])
  pairs.list.pairing = 'each'
  expect(pairs.pairs).toHaveLength(3)
  pairs.removeMember('source', member('b').hash)
  expect(pairs.csv).toBe(
    'source,guide,source_name,guide_name\r\n' +
      '/data/a.png,/data/d.png,a.png,d.png\r\n' +
      '/data/c.png,/data/d.png,c.png,d.png\r\n',
  )
  pairs.clear()
  expect([pairs.pairs.length, pairs.list.pairing]).toEqual([0, 'each'])
})

it('names an image’s own file, and the workspace’s copy of one within another file', () => {
  const pairs = usePairList()
  const image = imageOf('a')
  expect(pairs.memberOf(datasetOf('some'), image, 'train/a.jpg').file).toBe('/data/some/train/a.jpg')
  const packed = { ...datasetOf('digits'), kind: 'idx' as const, path: '/data/train-images-idx3-ubyte' }
  expect(pairs.memberOf(packed, image, 'train-images-idx3-ubyte#7').file).toBe(`/blobs/aa/${'a'.repeat(64)}`)
})
