import { type NewDataset, useDatasets } from '../../stores/datasets.ts'
import { useJobs } from '../../stores/jobs.ts'

/** What the program renders when nothing else is at hand: small enough to be there at once. */
const SYNTHETIC: NewDataset = { path: 'synthetic:', kind: 'synthetic', name: 'Synthetic' }

export interface UseAddReturn {
  add(dataset: NewDataset): Promise<void>
  /** Textures and shapes rendered by the program itself. */
  addSynthetic(): Promise<void>
}

/** Adds a dataset and follows the job that indexes it. Throws what the engine refuses, as a sentence. */
export function useAdd(): UseAddReturn {
  const datasets = useDatasets()
  const jobs = useJobs()

  async function add(dataset: NewDataset): Promise<void> {
    await datasets.add(dataset)
    await jobs.load()
  }

  return { add, addSynthetic: () => add(SYNTHETIC) }
}
