import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { namedPairs } from './pairs.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guise-pairs-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function csv(text: string): Promise<string> {
  const path = join(folder, 'pairs.csv')
  await writeFile(path, text)
  return path
}

describe('namedPairs', () => {
  it('sends a single pair straight to --out', async () => {
    expect(await namedPairs({ source: 'a.png', guide: ['b.png'], out: 'out' })).toEqual([
      { source: 'a.png', guide: 'b.png', folder: 'out' },
    ])
  })

  it('gives several guides a numbered folder each', async () => {
    const guide = Array.from({ length: 10 }, (_, i) => `x/b ${i}.tar.png`)
    const pairs = await namedPairs({ source: 'a.png', guide, out: 'out' })
    expect(pairs.map((pair) => pair.guide)).toEqual(guide)
    expect(pairs[0]?.folder).toBe(join('out', '01-a-b_0.tar'))
    expect(pairs[9]?.folder).toBe(join('out', '10-a-b_9.tar'))
  })

  it('reads pairs relative to their file, with a byte order mark, quotes and further columns', async () => {
    const pairs = await csv(
      '\uFEFFname,guide, source\r\n1,"b, c.png",a.png\r\n\r\n2,/d.png,sample:nagasaki-boats\r\n',
    )
    expect(await namedPairs({ pairs, out: 'out' })).toEqual([
      { source: join(folder, 'a.png'), guide: join(folder, 'b, c.png'), folder: join('out', '1-a-b_c') },
      { source: 'sample:nagasaki-boats', guide: '/d.png', folder: join('out', '2-nagasaki-boats-d') },
    ])
  })

  it.each([
    ['', 'names no pairs'],
    ['source,guide\n', 'names no pairs'],
    ['source,target\na,b\n', 'has no column guide: its first line reads source, target, and has to name'],
    ['source;guide\na;b\n', 'has no column source: its first line reads source;guide, and has to name'],
    ['source,guide\na,b\n,c\n', 'Row 2 of'],
    ['source,guide\na,b,c\n', 'is not a CSV file that can be read'],
  ])('refuses %j', async (text, reason) => {
    await expect(namedPairs({ pairs: await csv(text), out: 'out' })).rejects.toThrow(reason)
  })

  it('says that the file is missing', async () => {
    const pairs = join(folder, 'none.csv')
    await expect(namedPairs({ pairs, out: 'out' })).rejects.toThrow(
      `The file of pairs ${pairs} cannot be read: it is not there.`,
    )
    await expect(namedPairs({ pairs: folder, out: 'out' })).rejects.toThrow('cannot be read: it is a folder.')
  })

  it('refuses none and both', async () => {
    await expect(namedPairs({ out: 'out' })).rejects.toThrow('--source is missing')
    await expect(namedPairs({ source: 'a', out: 'out' })).rejects.toThrow('--guide is missing')
    await expect(namedPairs({ source: 'a', pairs: 'b', out: 'out' })).rejects.toThrow('not both')
  })
})
