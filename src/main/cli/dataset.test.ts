import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../../test/temporary.ts'
import { ran } from './fixtures.ts'

const picture = () =>
  sharp({ create: { width: 9, height: 6, channels: 3, background: '#a00' } })
    .png()
    .toBuffer()

/** Two classes by WordNet id, one file of which is no image. */
const images = async () => {
  const folder = join(temporaryFolder(), 'fish')
  for (const id of ['n01440764', 'n01443537']) {
    mkdirSync(join(folder, id), { recursive: true })
    writeFileSync(join(folder, id, 'a.png'), await picture())
  }
  writeFileSync(join(folder, 'n01443537', 'b.png'), 'not a picture')
  return folder
}

describe('guise dataset', () => {
  it('adds, lists, shows, refreshes and forgets', async () => {
    const workspace = ['--workspace', join(temporaryFolder(), 'workspace')]
    const folder = await images()
    const added = await ran('dataset', 'add', folder, ...workspace, '--json')
    expect(added.code, added.err).toBe(0)
    expect(JSON.parse(added.out)).toMatchObject({
      ...{ id: 'fish', name: 'fish', kind: 'folder', path: folder, state: 'ready', images: 3, unreadable: 1 },
      classes: [
        { label: 0, key: 'n01440764', name: 'tench', count: 1 },
        { label: 1, key: 'n01443537', name: 'goldfish', count: 2 },
      ],
    })
    expect(JSON.parse((await ran('dataset', 'list', ...workspace, '--json')).out)).toMatchObject([
      { id: 'fish' },
    ])
    expect((await ran('dataset', 'list', ...workspace)).out).toMatch(
      /^id +name +kind.*\nfish +fish +folder +3 +2 +ready/,
    )
    expect((await ran('dataset', 'show', 'fish', ...workspace)).out).toMatch(/1 +n01443537 +goldfish +2\n$/)

    const reason = 'The image b.png is not an image that Guise reads (JPEG, PNG, WebP, TIFF, GIF or AVIF).'
    const unreadable = await ran('dataset', 'show', 'fish', '--unreadable', ...workspace)
    expect(unreadable.out).toBe(`index  image            reason\n2      n01443537/b.png  ${reason}\n`)
    rmSync(join(folder, 'n01443537', 'b.png'))
    const refreshed = await ran('dataset', 'refresh', 'fish', ...workspace, '--json')
    expect(JSON.parse(refreshed.out)).toMatchObject({ images: 2, unreadable: 0 })

    expect((await ran('dataset', 'remove', 'fish', ...workspace)).code).toBe(0)
    expect((await ran('dataset', 'list', ...workspace)).out).toMatch(/^No datasets/)
  })

  it('adds what is there already only once', async () => {
    const workspace = ['--workspace', temporaryFolder()]
    for (const name of ['one', 'two'])
      await ran('dataset', 'add', 'synthetic:?images=1&size=16', '--name', name, ...workspace)
    expect(JSON.parse((await ran('dataset', 'list', ...workspace, '--json')).out)).toMatchObject([
      { id: 'one', path: 'synthetic:?images=1&size=16&seed=1', images: 8 },
    ])
  })

  it('says what is wrong', async () => {
    const workspace = ['--workspace', temporaryFolder()]
    const missing = await ran('dataset', 'add', '/no/such/folder', ...workspace)
    expect([missing.code, missing.err]).toEqual([
      1,
      'guise: The dataset /no/such/folder cannot be read: it is not there.\n',
    ])
    const unknown = await ran('dataset', 'show', 'fish', ...workspace)
    expect([unknown.code, unknown.err]).toEqual([
      2,
      'guise: There is no dataset "fish": none has been added yet.\n',
    ])
    expect((await ran('dataset', 'add', '.', '--kind', 'zip', ...workspace)).code).toBe(2)
  })
})
