import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../../../test/temporary.ts'
import type { DatasetOptions } from '../../../contract/dataset.ts'
import { lines, scanned, writeFiles } from './fixtures.ts'
import { tableKind } from './table.ts'

const tableOf = (content: string, name = 'list.csv', options: DatasetOptions = {}) => {
  const folder = writeFiles(temporaryFolder(), { [name]: content })
  return scanned(join(folder, name), options)
}

describe('a table', () => {
  it('has path, label and split, and keeps what more there is', async () => {
    const found = await tableOf(
      'File_Name,label,split,photographer,year\nb/1.jpg,cat,validation,Ann,1990\na.jpg,dog,train,"Bob, Jr.",\n',
    )
    expect(found.kind).toBe('table')
    expect(lines(found)).toEqual(['b/1.jpg cat val', '/a.jpg dog train'])
    expect(found.source.columns).toEqual(['photographer', 'year'])
    expect(found.entries.map(({ columns }) => columns)).toEqual([
      ['Ann', '1990'],
      ['Bob, Jr.', ''],
    ])
    expect(found.source).toMatchObject({ count: 2, splits: ['train', 'val'] })
    expect(found.source.classes.map(({ key }) => key)).toEqual(['cat', 'dog'])
  })

  it('may be divided by tabs or semicolons, start with a mark, and end its lines as Windows does', async () => {
    const tabs = await tableOf('path\tlabel\nx, y.jpg\t3\n', 'list.tsv')
    expect(lines(tabs)).toEqual(['/x, y.jpg 3 null'])
    const semicolons = await tableOf('\ufeffpath;label\r\nx.jpg;3\r\n\r\n')
    expect(lines(semicolons)).toEqual(['/x.jpg 3 null'])
  })

  it('takes the columns that are named', async () => {
    const options = { pathColumn: 'where', labelColumn: 'kind', splitColumn: 'use' }
    const found = await tableOf('path,where,kind,use\nno,x.jpg,a,test\n', 'list.csv', options)
    expect(lines(found)).toEqual(['/x.jpg a test'])
    expect(found.source.columns).toEqual(['path'])
    await expect(tableOf('a,b\n1,2\n', 'list.csv', { pathColumn: 'c' })).rejects.toThrow(
      'has no column “c”; it has a, b',
    )
  })

  it('names files relative to itself, or wherever they are', async () => {
    const folder = writeFiles(temporaryFolder(), {
      'lists/list.csv': 'path\n../x.jpg\n/elsewhere/y.jpg\n./z/../z.jpg\n',
    })
    const { entries } = await scanned(join(folder, 'lists', 'list.csv'))
    const reader = tableKind.reader(join(folder, 'lists', 'list.csv'), {})
    const files = await Promise.all(entries.map((entry) => reader.item(entry)))
    expect(files).toEqual([
      { file: join(folder, 'x.jpg') },
      { file: '/elsewhere/y.jpg' },
      { file: join(folder, 'lists', 'z.jpg') },
    ])
  })

  it('goes on after lines that are none, and says so', async () => {
    const found = await tableOf('path,label\na.jpg,1\n,2\nb.jpg\nthe "best".jpg,3\n"d.jpg,4\n')
    expect(lines(found)).toEqual(['/a.jpg 1 null', '/b.jpg null null', '/the "best".jpg 3 null'])
    expect(found.notes).toHaveLength(2)
    expect(found.notes[0]).toBe('Row 3 of the table names no image and was left out.')
    expect(found.notes[1]).toMatch(/^A line of the table was left out: .*\.$/)
  })

  it.each([
    ['', 'is empty'],
    ['label,split\n1,train\n', 'has no column “path” in its first line, which reads label, split'],
  ])('of %j is refused', async (content, sentence) => {
    await expect(tableOf(content)).rejects.toThrow(sentence)
  })
})
