import { describe, expect, it } from 'vitest'
import { parseCard } from './card-file.ts'

describe('a card file', () => {
  it('gives only the fields that it has, in JSON or YAML', () => {
    const card = { title: 'LeNet', mean: [0], scale: 0.00390625, inputSize: [28, 28] }
    expect(parseCard(JSON.stringify(card), 'f')).toEqual(card)
    expect(parseCard('title: LeNet\nmean: [0]\nscale: 0.00390625\ninputSize: [28, 28]\n', 'f')).toEqual(card)
  })

  it.each([
    ['{"scael": 2}', 'the card is wrong: unrecognized key: "scael"'],
    ['{"channelOrder": "GBR"}', 'the card is wrong: "channelOrder": '],
    ['{"inputSize": [0, 28]}', 'the card is wrong: "inputSize.0": '],
    ['[1, 2]', 'a card is an object of fields'],
    ['just text', 'a card is an object of fields'],
    ['{"title": ', 'the card is neither JSON nor YAML'],
  ])('is refused as %s', (text, message) => {
    expect(() => parseCard(text, 'f')).toThrow(`f: ${message}`)
  })
})
