import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DownloadError } from './errors.ts'
import type { Published } from './published.ts'

/** How a network is opened: what `--network` takes, and its file of class names where it has one. */
export interface NetworkFiles {
  readonly spec: string
  readonly labels: string | undefined
}

/**
 * The files of a fetched network among all that came with it.
 * @throws {DownloadError} where the description or the weights are missing
 */
export function networkFiles(folder: string, { title, labels }: Published): NetworkFiles {
  const names = readdirSync(folder)
  const ending = (suffix: string): string[] => names.filter((name) => name.endsWith(suffix)).sort()
  const graphs = ending('.prototxt')
  const graph = graphs.find((name) => name.includes('deploy')) ?? graphs[0]
  const [weights] = ending('.caffemodel')
  if (graph === undefined || weights === undefined) {
    throw new DownloadError(
      'archive',
      `What was fetched of ${title} has no description or no weights: ${folder}.`,
    )
  }
  const parts = [graph, weights, ...ending('.binaryproto').slice(0, 1), ...ending('card.json')]
  return { spec: parts.map((name) => join(folder, name)).join(','), labels: labels && join(folder, labels) }
}
