import { describe, expect, it } from 'vitest'
import { Progress } from './progress.ts'

/** A progress of some pairs on a stream that remembers, at a time that the test sets. */
function watched(pairs: number, stream: { isTTY?: boolean; columns?: number } = {}) {
  const written: string[] = []
  const time = { now: 0 }
  const progress = new Progress(
    { ...stream, write: (text) => written.push(text) },
    pairs,
    200,
    () => time.now,
  )
  return { written, time, progress }
}

describe('Progress', () => {
  it('rewrites one line on a terminal, ten times a second at most', () => {
    const { written, time, progress } = watched(1, { isTTY: true, columns: 200 })
    for (let i = 1; i <= 11; i++) {
      progress.add(0, { evaluations: i, ratio: 1 / i })
      time.now += 25
    }
    // At 0, 100 and 200 ms; 40 evaluations a second, 195 and 191 to go.
    expect(written).toEqual([
      '\r\x1b[2K1 of at most 200 evaluations · distance ratio 1.00',
      '\r\x1b[2K5 of at most 200 evaluations · distance ratio 0.200 · 40.0/s · 5 s left',
      '\r\x1b[2K9 of at most 200 evaluations · distance ratio 0.111 · 40.0/s · 5 s left',
    ])
    progress.end()
    expect(written.at(-1)).toBe('\r\x1b[2K')
  })

  it('keeps the line within the terminal', () => {
    const { written, progress } = watched(1, { isTTY: true, columns: 24 })
    progress.add(0, { evaluations: 1, ratio: 1 })
    expect(written).toEqual(['\r\x1b[2K1 of at most 200 evalua'])
  })

  it('writes a line every ten seconds elsewhere', () => {
    const { written, time, progress } = watched(2)
    for (let i = 1; i <= 200; i++) {
      progress.add(0, { evaluations: i, ratio: 0.5 })
      progress.add(1, { evaluations: Math.ceil(i / 2), ratio: 0.5 })
      time.now += 100
    }
    expect(written).toEqual([
      '0 of 2 pairs · 1 of at most 400 evaluations\n',
      expect.stringMatching(
        /^0 of 2 pairs · 20\d of at most 400 evaluations · (?:19|20)\.\d\/s · 1[01] s left\n$/,
      ),
    ])
    progress.end()
    expect(written).toHaveLength(2)
  })

  it('counts the pairs that have spent their budget', () => {
    const { written, time, progress } = watched(3)
    progress.add(0, { evaluations: 200, ratio: 0.5 })
    time.now = 20_000
    progress.add(1, { evaluations: 1, ratio: 0.5 })
    expect(written.at(-1)).toMatch(/^1 of 3 pairs/)
  })
})
