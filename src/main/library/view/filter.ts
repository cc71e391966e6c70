import type { DatasetFilter } from '../../../contract/dataset.ts'
import { DatasetError } from '../../dataset/errors.ts'
import type { DatasetIndex, IndexedClass } from '../../workspace/dataset-index.ts'
import { type Columns, eachStretch } from './columns.ts'
import type { Evidence } from './evidence.ts'

/** What a filter is held against. */
export interface Filtered {
  readonly index: DatasetIndex
  readonly columns: Columns
  readonly classes: readonly IndexedClass[]
  readonly splits: readonly string[]
  readonly evidence: Evidence | undefined
}

type Test = (position: number) => boolean

const escaped = (word: string): string => `%${word.replaceAll(/[\\%_]/g, (character) => `\\${character}`)}%`

/** Images in whose path or class all the words occur. */
async function textTest(text: string, filtered: Filtered): Promise<Test | undefined> {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0) return undefined
  const conditions = words.map((word) => {
    const labels = filtered.classes.flatMap(({ key, name }, label) =>
      `${key} ${name}`.toLowerCase().includes(word) ? [label] : [],
    )
    return `(f.path || '/' || i.name LIKE ? ESCAPE '\\' OR i.label IN (${labels.join(', ')}))`
  })
  return sqlTest(filtered, conditions.join(' AND '), ...words.map(escaped))
}

/** Images for which an SQL condition holds. */
async function sqlTest(
  { index, columns }: Filtered,
  condition: string,
  ...parameters: readonly string[]
): Promise<Test> {
  const among = new Uint8Array(columns.labels.length)
  await eachStretch(among.length, (start, count) => {
    for (const position of index.matching(start, count, condition, ...parameters)) among[position] = 1
  })
  return (position) => among[position] === 1
}

/** The tests that a filter makes, all of which an image must pass. */
export async function filterTests(filter: DatasetFilter, filtered: Filtered): Promise<Test[]> {
  const { columns, splits, evidence } = filtered
  const tests: Test[] = []
  if (filter.labels !== undefined) {
    const wanted = new Set(filter.labels.map((label) => label ?? -1))
    tests.push((position) => wanted.has(columns.labels[position] ?? -1))
  }
  if (filter.splits !== undefined) {
    const wanted = new Set(filter.splits.map((name) => (name === null ? -1 : placeIn(splits, name))))
    tests.push((position) => wanted.has(columns.splits[position] ?? -1))
  }
  const text = filter.text === undefined ? undefined : await textTest(filter.text, filtered)
  if (text !== undefined) tests.push(text)
  if (filter.unreadable !== undefined) {
    const troubled = await sqlTest(filtered, 'i.trouble IS NOT NULL')
    tests.push((position) => troubled(position) === filter.unreadable)
  }
  if (filter.predicted !== undefined) {
    const wanted = new Set(filter.predicted)
    tests.push((position) => wanted.has(evidence?.top(position) ?? -1))
  }
  if (filter.correct !== undefined) {
    tests.push((position) => evidence?.correct(position, columns.labels[position] ?? -1) === filter.correct)
  }
  return tests
}

/** The place of a split; one that no image has where there is none of that name. */
function placeIn(splits: readonly string[], name: string): number {
  const place = splits.indexOf(name)
  return place < 0 ? splits.length : place
}

/** Throws DatasetError where a filter, sort or grouping needs a network and none is named. */
export function needNetwork(needed: boolean, network: string | undefined): void {
  if (needed && network === undefined) {
    throw new DatasetError('Name the network whose predictions are meant: without one nothing is predicted.')
  }
}
