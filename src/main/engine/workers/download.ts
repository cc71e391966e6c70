import type { DownloadSpec } from '../../../contract/download.ts'
import { downloadFolder, publishedOf } from '../../download/catalogue.ts'
import { fetchPublished } from '../../download/fetch-published.ts'
import { placeOf, stateOf } from '../../download/place.ts'
import type { Published } from '../../download/published.ts'
import { httpTransport, type Transport } from '../../download/transport.ts'
import { JobRefused } from '../../job/refused.ts'
import type { Worker } from '../../job/worker.ts'
import type { EngineParts } from '../parts.ts'
import { arrivals } from './arrivals.ts'

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
  parts: Pick<EngineParts, 'workspace' | 'networks'>,
  transport: Transport = httpTransport({ stallAfter }),
  offered: typeof publishedOf = publishedOf,
): Worker<DownloadSpec> {
  const { workspace } = parts
  const arrival = arrivals(parts)
  return {
    kind: 'download',
    lane: 'io',
    unit: 'bytes',

    async prepare(spec) {
      const published = found(spec, offered)
      const root = downloadFolder(workspace.folder, spec.subject)
      const isHere = stateOf(root, published) === 'here'
      const done = isHere ? arrival[spec.subject].known(placeOf(root, published)) : undefined
      return { key: `download ${spec.subject} ${spec.name}`, ...(done === undefined ? {} : { done }) }
    },

    async run({ spec }, { signal, onProgress }) {
      const published = found(spec, offered)
      const root = downloadFolder(workspace.folder, spec.subject)
      const notes = await fetchPublished(published, root, {
        ...{ transport, signal, mirror: spec.mirror },
        onProgress: ({ done, total, note }) =>
          onProgress({ done, note, ...(total === null ? {} : { total }) }),
      })
      const id = await arrival[spec.subject].add(placeOf(root, published), published)
      onProgress({ note: notes.join(' ') })
      return id
    },

    holds: (id) =>
      workspace.datasets.get(id) !== undefined || workspace.networks.list().some(({ path }) => path === id),

    follow: (id, { subject }) => arrival[subject].next(id),
  }
}
