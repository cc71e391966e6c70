import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { pairsCsv, pairsOf } from './pairs.ts'

const side = (hash: string, file = `/data/${hash}.png`) => ({ hash, name: `${hash}.png`, file })
const [a, b, c] = [side('a'), side('b'), side('c')]

describe('pairsOf', () => {
  it('pairs in order, as far as both sides go', () => {
    expect(pairsOf({ sources: [a, b, c], guides: [b, c], pairing: 'inOrder' })).toEqual([
      { source: a, guide: b },
      { source: b, guide: c },
    ])
  })

  it('pairs each with each, but none with itself', () => {
    expect(pairsOf({ sources: [a, b], guides: [a, b], pairing: 'each' })).toEqual([
      { source: a, guide: b },
      { source: b, guide: a },
    ])
  })
})

describe('pairsCsv', () => {
  it('is read back by the reader of `guise make --pairs`, whatever is in the names', () => {
    const odd = side('odd', '/data/one, two "three"\n.png')
    const text = pairsCsv([{ source: odd, guide: b }])
    expect(parse(text, { columns: true, bom: true, trim: true, skip_empty_lines: true })).toEqual([
      { source: odd.file, guide: b.file, source_name: 'odd.png', guide_name: 'b.png' },
    ])
  })

  it('has its columns even without pairs', () => {
    expect(pairsCsv([])).toBe('source,guide,source_name,guide_name\r\n')
  })
})
