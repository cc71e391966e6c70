import { chmodSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../../../test/temporary.ts'
import { lines, scanned, writeFiles } from './fixtures.ts'

describe('a folder of images', () => {
  it('that is flat has no classes', async () => {
    const found = await scanned(
      writeFiles(temporaryFolder(), { 'b.png': '', 'a.JPG': '', 'readme.txt': '', '.hidden.png': '' }),
    )
    expect(found.kind).toBe('folder')
    expect(lines(found)).toEqual(['/a.JPG null null', '/b.png null null'])
    expect(found.source.classes).toEqual([])
  })

  it('has its sub-folders as classes, with all that lies below them', async () => {
    const found = await scanned(
      writeFiles(temporaryFolder(), {
        'dog/x.png': '',
        'cat/b.png': '',
        'cat/old/a.png': '',
        'loose.png': '',
      }),
    )
    expect(lines(found)).toEqual([
      '/loose.png null null',
      'cat/b.png cat null',
      'cat/old/a.png cat null',
      'dog/x.png dog null',
    ])
    expect(found.source.classes.map(({ key }) => key)).toEqual(['cat', 'dog'])
  })

  it('names classes that are WordNet ids, and takes ids that files start with', async () => {
    const found = await scanned(
      writeFiles(temporaryFolder(), {
        'n03888257_1.JPEG': '',
        'n01440764_10.JPEG': '',
        'n01440764_9.JPEG': '',
      }),
    )
    expect(found.source.classes).toEqual([
      { key: 'n01440764', name: 'tench' },
      { key: 'n03888257', name: 'parachute' },
    ])
    expect(lines(found).at(-1)).toBe('/n03888257_1.JPEG n03888257 null')
  })

  it('with numbers for classes has them in their order', async () => {
    const found = await scanned(writeFiles(temporaryFolder(), { '10/a.png': '', '9/a.png': '' }))
    expect(found.source.classes.map(({ key }) => key)).toEqual(['9', '10'])
  })

  it('has splits above the classes, whatever of their names is used', async () => {
    const found = await scanned(
      writeFiles(temporaryFolder(), {
        'Test/cat/t.png': '',
        'validation/cat/v.png': '',
        'train/cat/a.png': '',
        'train/dog/b.png': '',
        'notes/x.png': '',
      }),
    )
    expect(lines(found)).toEqual([
      'train/cat/a.png cat train',
      'train/dog/b.png dog train',
      'validation/cat/v.png cat val',
      'Test/cat/t.png cat test',
    ])
    expect(found.source.splits).toEqual(['train', 'val', 'test'])
    expect(found.notes).toEqual(['The folder notes beside the splits was left out.'])
  })

  it('with one class that is called like a split is no set of splits', async () => {
    const found = await scanned(writeFiles(temporaryFolder(), { 'test/a.png': '', 'quiz/b.png': '' }))
    expect(found.source.splits).toEqual([])
    expect(found.source.classes.map(({ key }) => key)).toEqual(['quiz', 'test'])
  })

  it('follows links, but not round in a circle', async () => {
    const folder = writeFiles(temporaryFolder(), { 'cat/a.png': '' })
    const elsewhere = writeFiles(temporaryFolder(), { 'b.png': '' })
    symlinkSync(folder, join(folder, 'cat', 'up'))
    symlinkSync(elsewhere, join(folder, 'dog'))
    symlinkSync(join(folder, 'nowhere'), join(folder, 'cat', 'gone.png'))
    const found = await scanned(folder)
    // What a link says is there is listed; that it cannot be read is found out when it is looked at.
    expect(lines(found)).toEqual(
      expect.arrayContaining(['cat/a.png cat null', 'cat/gone.png cat null', 'dog/b.png dog null']),
    )
    expect(found.notes).toEqual([
      `The folder ${join(folder, 'cat', 'up', 'cat')} contains itself through a link and was not entered again.`,
    ])
  })

  // The superuser may read everything.
  it.skipIf(process.getuid?.() === 0)('leaves out a folder that may not be read, and says so', async () => {
    const folder = writeFiles(temporaryFolder(), { 'cat/a.png': '' })
    mkdirSync(join(folder, 'dog'), { mode: 0 })
    const found = await scanned(folder)
    chmodSync(join(folder, 'dog'), 0o700)
    expect(lines(found)).toEqual(['cat/a.png cat null'])
    expect(found.notes).toEqual([
      `The folder ${join(folder, 'dog')} was left out: you may not read it; check its permissions.`,
    ])
  })

  it('that is not there is refused', async () => {
    await expect(scanned('/no/such/folder')).rejects.toThrow(
      'The dataset /no/such/folder cannot be read: it is not there.',
    )
  })
})
