import { InvalidArgumentError } from 'commander'
import { z } from 'zod'
import type { Available, DownloadSubject } from '../../contract/download.ts'
import { publishedOf } from '../download/catalogue.ts'
import { fetchPublished } from '../download/fetch-published.ts'
import type { Published } from '../download/published.ts'
import { httpTransport } from '../download/transport.ts'
import { CancelledError, UsageError } from './errors.ts'
import { FetchLine } from './fetch-line.ts'
import { significant, table } from './format.ts'
import type { Terminal } from './terminal.ts'

/** Milliseconds without a byte after which a connection is given up and made anew. */
const stallAfter = 30_000

/** An address that --mirror takes. */
export function parseMirror(text: string): string {
  if (z.url({ protocol: /^https?$/ }).safeParse(text).success) return text
  throw new InvalidArgumentError('A mirror is an address that begins with http:// or https://.')
}

/** What has that name. Throws UsageError with all the names there are. */
export function publishedNamed(subject: DownloadSubject, name: string): Published {
  const all = publishedOf(subject)
  const found = all.find((one) => one.name === name)
  if (found !== undefined) return found
  throw new UsageError(
    `There is no ${subject} "${name}" to fetch: there are ${all.map((one) => one.name).join(', ')}.`,
  )
}

/** Fetches it into a folder of its name in `root`, telling of it on the terminal; returns what the user should know. */
export async function fetchTelling(
  published: Published,
  root: string,
  { mirror, quiet }: { mirror?: string | undefined; quiet?: boolean | undefined },
  { err, signal }: Terminal,
): Promise<string[]> {
  const line = new FetchLine(err)
  try {
    return await fetchPublished(published, root, {
      ...{ signal, mirror: mirror ?? null, transport: httpTransport({ stallAfter }) },
      ...(quiet ? {} : { onProgress: (step) => line.show(step) }),
    })
  } catch (error) {
    if (!signal.aborted) throw error
    throw new CancelledError('Stopped; what has been fetched is kept, and the same command goes on with it.')
  } finally {
    line.end()
  }
}

const states = { absent: '', begun: 'begun', here: 'here' } as const

/** The list of what can be fetched. */
export function availableTable(available: readonly Available[]): string {
  const row = ({ name, title, bytes, licence, state }: Available): string[] => [
    ...[name, title, bytes === null ? '' : significant(bytes / 1e6), states[state], licence],
  ]
  return table([['name', 'title', 'MB', '', 'licence'], ...available.map(row)])
}
