import type { DatasetImage, DatasetKind } from '../../../contract/dataset.ts'
import type { IndexedImage } from '../../workspace/dataset-index.ts'
import { nameOf, pathOf } from '../names.ts'
import type { Filtered } from './filter.ts'

/** An image as a gallery shows it. */
export function rowOf(
  image: IndexedImage,
  kind: DatasetKind,
  { classes, splits, evidence }: Omit<Filtered, 'columns' | 'index'>,
): DatasetImage {
  const { position: index, label, split, width, height, trouble } = image
  const top = evidence?.top(index) ?? -1
  return {
    index,
    name: nameOf(image, kind),
    path: pathOf(image, kind),
    label,
    labelName: label === null ? null : (classes[label]?.name ?? null),
    split: split === null ? null : (splits[split] ?? null),
    width,
    height,
    unreadable: trouble,
    predicted:
      evidence === undefined || top < 0
        ? null
        : {
            index: top,
            label: evidence.labelOf(top),
            probability: evidence.predictions.probability[index] ?? 0,
            correct: evidence.correct(index, label ?? -1),
          },
  }
}
