import { describe, expect, it } from 'vitest'
import { TestFolder } from '../../../../test/corpus/networks/tiny.ts'
import { importMemory, type Kind, kinds } from '../../../../test/large-networks/measure.ts'

const known = Object.keys(kinds).filter((kind): kind is Kind => kind in kinds)

/** How often the size of a network's files its import takes in memory, at most. */
const most = 2

// Linux alone tells the highest memory that a process had.
describe.skipIf(process.platform !== 'linux')('importing a network', { timeout: 120_000 }, () => {
  it.each(known)('of 64 MB takes at most twice its size in memory: %s', async (kind) => {
    await using folder = await TestFolder.create()
    const { size, rise } = await importMemory(kind, 2 ** 26, folder.path)
    expect(size).toBeGreaterThan(2 ** 26)
    expect(rise / size).toBeLessThan(most)
  })

  // Half a gigabyte a kind, twice on the disk: GUISE_LARGE=1 asks for it, and `npm run bench -- import` measures the same.
  it.skipIf(process.env.GUISE_LARGE === undefined).each(known)('of 500 MB does so too: %s', async (kind) => {
    await using folder = await TestFolder.create()
    const { size, rise } = await importMemory(kind, 500 * 2 ** 20, folder.path)
    expect(size).toBeGreaterThan(500 * 2 ** 20)
    expect(rise / size).toBeLessThan(most)
  })
})
