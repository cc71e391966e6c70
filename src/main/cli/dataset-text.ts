import type { Dataset, DatasetDetail } from '../../contract/dataset.ts'
import { table } from './format.ts'

/** Datasets as a table for a person to read. */
export function listed(datasets: readonly Dataset[]): string {
  if (datasets.length === 0) return 'No datasets have been added: "guise dataset add <path>" adds one.\n'
  const rows = datasets.map(({ id, name, kind, images, classCount, state, path }) => [
    ...[id, name, kind, `${images}`, `${classCount}`, state, path],
  ])
  return table([['id', 'name', 'kind', 'images', 'classes', 'state', 'path'], ...rows])
}

/** All about one dataset. */
export function shown(dataset: DatasetDetail): string {
  const { id, name, kind, path, state, images, unreadable, splits, columns, notes, error, hash } = dataset
  const facts = [
    ['name', name],
    ['id', id],
    ['kind', kind],
    ['path', path],
    ['state', state],
    ['images', `${images}`],
    ...splits.map((split) => [`  ${split.name}`, `${split.count}`]),
    ['columns', columns.join(', ')],
    ['unreadable', unreadable === 0 ? '' : `${unreadable}`],
    ['hash', hash ?? ''],
    ['error', error ?? ''],
    ...notes.map((note) => ['note', note]),
  ].filter(([, value]) => value !== '')
  if (dataset.classes.length === 0) return table(facts)
  const classes = dataset.classes.map(({ label, key, name, count }) => [`${label}`, key, name, `${count}`])
  return `${table(facts)}\n${table([['label', 'key', 'class', 'images'], ...classes])}`
}

/** Images that could not be read, each with the reason. */
export function unreadableText(
  images: readonly { readonly index: number; readonly path: string; readonly reason: string }[],
): string {
  if (images.length === 0) return 'Every image that was looked into could be read.\n'
  const rows = images.map(({ index, path, reason }) => [`${index}`, path, reason])
  return table([['index', 'image', 'reason'], ...rows])
}
