import type { Dataset, DatasetImage, DatasetKind } from '../../../contract/dataset.ts'
import { whole } from '../../format/number.ts'

const KINDS: Readonly<Record<DatasetKind, string>> = {
  folder: 'Folder',
  table: 'Table',
  idx: 'IDX',
  cifar: 'CIFAR binary',
  npz: 'NumPy arrays',
  ilsvrc: 'ILSVRC',
  synthetic: 'Synthetic',
}

export function kindText(kind: DatasetKind): string {
  return KINDS[kind]
}

/** A number of things: `1 image`, `9,469 images`. */
export function countText(count: number, one: string, many = `${one}s`): string {
  return `${whole(count)} ${count === 1 ? one : many}`
}

/** What a dataset is and how far it has been read, in one line. */
export function datasetText({ kind, images, state }: Dataset): string {
  const count = `${kindText(kind)} · ${countText(images, 'image')}`
  if (state === 'indexing') return `${count} so far`
  if (state === 'missing') return `${count} · not there now`
  return state === 'incomplete' ? `${count} · incomplete` : count
}

/** Whether a prediction is right, as a sign; nothing where there is none, a dot where nobody can tell. */
export function predictionMark({ predicted }: DatasetImage): string {
  if (!predicted) return ''
  if (predicted.correct === null) return '·'
  return predicted.correct ? '✓' : '✗'
}

/** An image in words, for those who do not see it. */
export function cellLabel(image: DatasetImage): string {
  const parts = [image.name, image.labelName ?? 'no class']
  if (image.predicted) {
    const { correct, label } = image.predicted
    parts.push(`predicted ${label}${correct === null ? '' : correct ? ', right' : ', wrong'}`)
  }
  if (image.unreadable !== null) parts.push('unreadable')
  return parts.join(', ')
}
