import { Owner } from '../src/main/workspace/owner.ts'
import type { Workspace } from '../src/main/workspace/workspace.ts'

export interface LargeDataset {
  /** ILSVRC's training set unless told: 1,281,167 images of 1,000 classes. */
  readonly images?: number
  readonly classes?: number
  readonly name?: string
  /** What it is said to lie at; need not be there. */
  readonly path?: string
}

/** Images written in one transaction. */
const batch = 20_000

/**
 * Puts an index of made-up images into a workspace, for tests of scale: classes of nearly equal size, in ILSVRC's layout and with its
 * kind of names. No image is there.
 * @returns the dataset's id
 */
export function largeDataset(workspace: Workspace, options: LargeDataset = {}): string {
  const { images = 1_281_167, classes = 1000, name = 'Large', path = `/no/images/${name}` } = options
  const { id } = workspace.datasets.add({ name, kind: 'folder', path, options: {} })
  const owner = new Owner(workspace.folder)
  const index = workspace.datasets.begin(id, owner.id)
  if (index === undefined) throw new Error('The index cannot be begun.')
  const wnid = (label: number): string => `n${String(10_000_000 + label).slice(0, 8)}`
  const labelOf = (position: number): number => Math.floor((position * classes) / images)
  const folders = Array.from({ length: classes }, (_, folder) => ({ folder, path: `train/${wnid(folder)}` }))
  for (let start = 0; start < images; start += batch) {
    const count = Math.min(batch, images - start)
    const rows = Array.from({ length: count }, (_, i) => {
      const position = start + i
      const label = labelOf(position)
      return {
        ...{
          position,
          label,
          folder: label,
          split: 0,
          name: `${wnid(label)}_${(position * 7919) % 100_003}.JPEG`,
        },
        ...{
          bytes: 50_000 + ((position * 31) % 100_000),
          modified: 1.4e12,
          width: 500,
          height: 333 + (position % 100),
        },
        ...{ hash: null, columns: null, trouble: null },
      }
    })
    index.append(start === 0 ? folders : [], rows)
  }
  const counts = new Array<number>(classes).fill(0)
  for (let position = 0; position < images; position++) {
    const label = labelOf(position)
    counts[label] = (counts[label] ?? 0) + 1
  }
  index.describe({
    classes: counts.map((count, label) => ({ key: wnid(label), name: `class ${label}`, count })),
    splits: [{ name: 'train', count: images }],
    columns: [],
    notes: [],
  })
  index.measure([], images)
  index.complete('0'.repeat(64))
  workspace.datasets.complete(id)
  owner.release()
  return id
}
