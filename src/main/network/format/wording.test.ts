import { describe, expect, it } from 'vitest'
import { listed, presentable } from './wording.ts'

describe('words from files', () => {
  it('are shown on one line, without what cannot be seen', () => {
    expect(presentable('layer "conv\u0000\u0001\n1\u202E"')).toBe('layer "conv·1·"')
    expect(presentable('Größe 3 × 4 …')).toBe('Größe 3 × 4 …')
  })

  it('are shown in part where they are long', () => {
    const shown = presentable(`start ${'x'.repeat(1000)} end`)
    expect(shown.length).toBeLessThanOrEqual(500)
    expect(shown).toMatch(/^start x+ … x+ end$/)
  })

  it('are counted where they are many', () => {
    expect(listed(['a', 'b'])).toBe('a, b')
    expect(listed([...'abcdefghij'])).toBe('a, b, c, d, e, f, g, h and 2 more')
  })
})
