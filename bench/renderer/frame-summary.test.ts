import { expect, it } from 'vitest'
import { frameSummary } from './frame-summary.ts'

it('counts the frames that came late, and tells the middle, the slow and the slowest', () => {
  const times = [...Array.from({ length: 18 }, () => 16), 24, 90]
  expect(frameSummary(times)).toEqual({ frames: 20, median: 16, ninetyFifth: 24, longest: 90, missed: 1 })
})
