import { expect, it } from 'vitest'
import { measuredFrames } from './measured-frames.ts'

it('shares what the main thread has computed between the frames', async () => {
  const clock = [100, 130]
  const measured = await measuredFrames({ mainThread: async () => clock.shift() ?? Number.NaN }, async () => [
    16, 17, 16, 50,
  ])
  expect(measured).toEqual({
    frames: 4,
    median: 16.5,
    ninetyFifth: 50,
    longest: 50,
    missed: 1,
    mainThread: 7.5,
  })
})
