import type { DownloadSpec } from '../../../contract/download.ts'
import { downloadFolder, publishedOf } from '../../download/catalogue.ts'
import { fetchPublished, placeOf, stateOf } from '../../download/fetch-published.ts'
import type { Published } from '../../download/published.ts'
import { httpTransport, type Transport } from '../../download/transport.ts'
import { JobRefused } from '../../job/refused.ts'
import type { Worker } from '../../job/worker.ts'
import { addDataset } from '../../library/add.ts'
import type { EngineParts } from '../parts.ts'

/** Milliseconds without a byte after which a connection is given up and made anew. */
const stallAfter = 30_000

function found({ subject, name }: DownloadSpec, offered: typeof publishedOf): Published {
  const all = offered(subject)
  const published = all.find((one) => one.name === name)
  if (published !== undefined) return published
  throw new JobRefused(
    `There is no ${subject} “${name}” to fetch: there are ${all.map((one) => one.name).join(', ')}.`,
  )
}

/** Fetches what is published, and adds it to what the workspace has. */
export function downloadWorker(
  { workspace }: Pick<EngineParts, 'workspace'>,
  transport: Transport = httpTransport({ stallAfter }),
  offered: typeof publishedOf = publishedOf,
): Worker<DownloadSpec> {
  return {
    kind: 'download',
    lane: 'io',
    unit: 'bytes',

    async prepare(spec) {
      const published = found(spec, offered)
      const root = downloadFolder(workspace.folder, spec.subject)
      const place = placeOf(root, published)
      const added = workspace.datasets.list().find(({ path }) => path === place)
      const isDone = added !== undefined && stateOf(root, published) === 'here'
      return { key: `download ${spec.subject} ${spec.name}`, ...(isDone ? { done: added.id } : {}) }
    },

    async run({ spec }, { signal, onProgress }) {
      const published = found(spec, offered)
      const root = downloadFolder(workspace.folder, spec.subject)
      const notes = await fetchPublished(published, root, {
        ...{ transport, signal, mirror: spec.mirror },
        onProgress: ({ done, total, note }) =>
          onProgress({ done, note, ...(total === null ? {} : { total }) }),
      })
      const { id } = await addDataset(workspace, { path: placeOf(root, published), name: published.title })
      onProgress({ note: notes.join(' ') })
      return id
    },

    holds: (dataset) => workspace.datasets.get(dataset) !== undefined,

    follow: (dataset) => ({ kind: 'index', dataset }),
  }
}
