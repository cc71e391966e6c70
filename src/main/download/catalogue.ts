import { join } from 'node:path'
import type { Available, DownloadSubject } from '../../contract/download.ts'
import { placeOf, stateOf } from './place.ts'
import { publishedDatasets } from './published/datasets.ts'
import { publishedNetworks } from './published/networks.ts'
import type { Published, PublishedHash } from './published.ts'

const subjects: Readonly<Record<DownloadSubject, readonly Published[]>> = {
  dataset: publishedDatasets,
  network: publishedNetworks,
}

/** All that can be fetched of a subject. */
export function publishedOf(subject: DownloadSubject): readonly Published[] {
  return subjects[subject]
}

/** Where what is fetched into a workspace lies. */
export function downloadFolder(workspace: string, subject: DownloadSubject): string {
  return join(workspace, 'downloads', `${subject}s`)
}

const hashText = ({ algorithm, value }: PublishedHash): string => `${algorithm}:${value}`

/** What can be fetched into a workspace, and how much of it is there. */
export function availableIn(workspace: string, subject: DownloadSubject): Available[] {
  const root = downloadFolder(workspace, subject)
  return publishedOf(subject).map((published) => {
    const { name, title, description, licence, page, files } = published
    const sizes = files.map(({ bytes }) => bytes ?? null)
    return {
      ...{ subject, name, title, description, licence, page },
      files: files.map(({ address, bytes = null, hash }) => ({
        ...{ address, bytes },
        hash: hash === undefined ? null : hashText(hash),
      })),
      bytes: sizes.reduce((sum, size) => (sum === null || size === null ? null : sum + size), 0),
      state: stateOf(root, published),
      path: placeOf(root, published),
    }
  })
}
