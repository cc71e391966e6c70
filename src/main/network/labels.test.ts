import { describe, expect, it } from 'vitest'
import { TestFolder } from '../../../test/corpus/networks/tiny.ts'
import { dataPath, hasData } from '../../../test/data.ts'
import { parseLabels, readLabels } from './labels.ts'

describe('class names', () => {
  it.each([
    [
      'a synset list',
      'n01440764 tench, Tinca tinca\nn01443537 goldfish\n',
      ['tench, Tinca tinca', 'goldfish'],
      ['n01440764', 'n01443537'],
    ],
    ['synsets alone', 'n01440764\nn01443537', ['n01440764', 'n01443537'], ['n01440764', 'n01443537']],
    ['one name a line, with Windows line ends', 'cat\r\nbig dog\r\n', ['cat', 'big dog'], []],
    ["Places205's list", '/a/abbey 0\n/a/airport_terminal 1\n', ['/a/abbey', '/a/airport_terminal'], []],
    ['names that end in digits', 'boeing 737\nairbus 320', ['boeing 737', 'airbus 320'], []],
    ['a JSON list', '["cat", "dog"]', ['cat', 'dog'], []],
    [
      'JSON objects out of order',
      '[{"index": 1, "label": "dog", "wnid": "n2"}, {"index": 0, "label": "cat", "wnid": "n1"}]',
      ['cat', 'dog'],
      ['n1', 'n2'],
    ],
    [
      "Keras' index",
      '{"0": ["n01440764", "tench"], "1": ["n01443537", "goldfish"]}',
      ['tench', 'goldfish'],
      ['n01440764', 'n01443537'],
    ],
    ['names by index', '{"1": "dog", "0": "cat"}', ['cat', 'dog'], []],
  ])('are read from %s', (_, text, labels, ids) => {
    expect(parseLabels(text, 'f')).toEqual({ labels, ids })
  })

  it.each([
    ['', 'there are no class names'],
    ['cat\n\ndog', 'line 2 is empty, where a class name should stand'],
    ['["cat", 3]', 'entry "1" is no class name, nor an object with a "label"'],
    ['[{"index": 0}]', 'entry "0" is no class name, nor an object with a "label"'],
    ['[{"index": 1, "label": "a"}, {"index": 1, "label": "b"}]', 'class 1 is named twice'],
    ['{"0": "a", "2": "c"}', 'class 1 of 2 has no name'],
    ['{"title": "x"}', 'entry "title" is no class name, nor an object with a "label"'],
    ['[1', 'this is not JSON'],
  ])('are refused as %j', (text, message) => {
    expect(() => parseLabels(text, 'f')).toThrow(`f: ${message}`)
  })

  it('are not read from a picture', async () => {
    await using folder = await TestFolder.create()
    const path = await folder.write('labels.txt', Buffer.from('89504e470d0a1a0a', 'hex'))
    await expect(readLabels(path)).rejects.toThrow(
      'labels.txt: a list of class names is needed here, and this is a PNG picture.',
    )
  })

  it.skipIf(!hasData)('are read from the list beside SqueezeNet', async () => {
    const { labels, ids } = await readLabels(dataPath('networks', 'squeezenet_v1.0', 'classes.json'))
    expect([labels.length, ids.length]).toEqual([1000, 1000])
    expect([labels[0], ids[0]]).toEqual(['tench', 'n01440764'])
  })
})
