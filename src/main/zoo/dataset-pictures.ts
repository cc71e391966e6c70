import { readFileSync } from 'node:fs'
import { DatasetError } from '../dataset/errors.ts'
import { matchClasses, type NetworkClasses } from '../dataset/match-classes.ts'
import { openDataset, readyIndex } from '../library/open.ts'
import { Readers } from '../library/readers.ts'
import { takeImages } from '../library/take.ts'
import type { Workspace } from '../workspace/workspace.ts'
import type { TrialPicture } from './trial-pictures.ts'

/** Images of as many classes as a trial shows. */
const most = 3

/**
 * Images whose class is known, of the first dataset of the workspace that shares classes with a network: one each of a few classes.
 * None where there is no such dataset; one that cannot be opened is passed over.
 */
export async function datasetPictures(
  workspace: Workspace,
  classes: NetworkClasses,
): Promise<TrialPicture[]> {
  for (const { id, current } of workspace.datasets.list()) {
    if (current === null) continue
    const found = await picturesOf(workspace, id, classes).catch((error: unknown) => {
      if (error instanceof DatasetError) return []
      throw error
    })
    if (found.length > 0) return found
  }
  return []
}

async function picturesOf(
  workspace: Workspace,
  id: string,
  classes: NetworkClasses,
): Promise<TrialPicture[]> {
  const dataset = await openDataset(workspace, id)
  const chosen = chosenImages(dataset.labels, matchClasses(dataset.classes, classes))
  await dataset.close()
  if (chosen.length === 0) return []
  const readers = new Readers()
  try {
    const taken = await takeImages({ workspace, readers, ...readyIndex(workspace, id) }, chosen)
    return taken.flatMap(({ index, image }): TrialPicture[] => {
      if (image === null) return []
      const name = dataset.classes[dataset.labels[index] ?? -1]?.name ?? null
      return [{ image, file: readFileSync(workspace.blobs.path(image.hash)), shows: name }]
    })
  } finally {
    await readers.close()
  }
}

/** The first image of each of a few classes that the network has, spread over them. */
function chosenImages(labels: Int32Array, matched: Int32Array): number[] {
  const known = [...matched.keys()].filter((label) => (matched[label] ?? -1) >= 0)
  const wanted = Array.from(
    { length: Math.min(most, known.length) },
    (_, i) => known[Math.floor((i * known.length) / Math.min(most, known.length))],
  )
  return wanted.map((label) => labels.indexOf(label ?? -1)).filter((index) => index >= 0)
}
