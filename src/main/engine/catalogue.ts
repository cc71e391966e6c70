import type { NetworkPlace, NetworkSummary } from '../../contract/network.ts'
import type { Catalogue } from '../api/context.ts'
import { NetworkFileError } from '../network/errors.ts'
import type { NamedNetworks } from '../network/named.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { ZooError } from '../zoo/errors.ts'
import { namedNetworks } from '../zoo/named.ts'
import { placeOfNetwork, workspaceNames } from '../zoo/place.ts'
import { deleteNetwork } from '../zoo/remove.ts'
import type { ReadSummary } from './summary.ts'

/** How a network is found. */
export interface FindOptions {
  /** A file of class names. */
  readonly labels?: string | undefined
  /** The networks of the workspace by their names. */
  readonly named?: NamedNetworks | undefined
}

/** Reads a network, as `--network` names it, and sums it up. Throws NetworkFileError. */
export type Summarise = (path: string, options: FindOptions) => Promise<ReadSummary>

const removals: Readonly<Record<NetworkPlace, NetworkSummary['removal']>> = {
  shipped: null,
  imported: 'delete',
  downloaded: 'delete',
  random: 'forget',
  file: 'forget',
}

/** The shipped networks and those remembered in the workspace; each is read once in the engine's life. */
export function networkCatalogue(
  workspace: Workspace,
  shipped: readonly string[],
  summarise: Summarise,
): Catalogue {
  const { folder } = workspace
  const named = namedNetworks(folder)
  const summed = async (path: string, labels?: string): Promise<NetworkSummary> => {
    const read = await summarise(path, { labels, named })
    const place = placeOfNetwork(folder, read.id, shipped)
    return { ...read, place, removal: removals[place] }
  }
  const read = new Map<string, Promise<NetworkSummary>>()
  const once = (path: string): Promise<NetworkSummary> => {
    const known = read.get(path)
    if (known !== undefined) return known
    const reading = summed(path)
    read.set(path, reading)
    // A network that could not be read may be mended.
    reading.catch(() => read.delete(path))
    return reading
  }
  const remember = (summary: NetworkSummary, labels: string | null): void =>
    workspace.networks.put({ path: summary.id, labels, summary })
  const list = async (): Promise<NetworkSummary[]> => {
    const ours = await Promise.all(shipped.map(once))
    const here = new Set(workspaceNames(folder).map(({ name }) => name))
    const rows = workspace.networks.list()
    for (const name of here) {
      if (rows.some(({ path }) => path === name)) continue
      // Put there by hand, or by a program that was killed before it could tell: one that is damaged is left out.
      const found = await summed(name).catch(unreadable)
      if (found !== undefined) remember(found, null)
    }
    const ids = new Set(ours.map(({ id }) => id))
    const opened = workspace.networks.list().map(({ summary }) => located(summary, folder, shipped))
    // A folder may have been deleted by hand.
    const there = opened.filter(({ id, place }) => removals[place] !== 'delete' || here.has(id))
    return [...ours, ...there.filter(({ id }) => !ids.has(id))]
  }
  return {
    list,
    open: async (path, labels) => {
      const opened = await summed(path, labels)
      if (opened.place !== 'shipped') remember(opened, labels ?? null)
      return opened
    },
    find: async (id) => (await list()).find((network) => network.id === id),
    remove: async (id) => {
      if (shipped.includes(id)) throw new ZooError('A network that comes with Guise cannot be deleted.')
      const deleted = await deleteNetwork(folder, id)
      return workspace.networks.remove(id) || deleted
    },
  }
}

/** A summary that was kept, with where its network is now. */
function located(summary: NetworkSummary, folder: string, shipped: readonly string[]): NetworkSummary {
  const named = summary.place === 'imported' || summary.place === 'downloaded'
  const place = named ? summary.place : placeOfNetwork(folder, summary.id, shipped)
  return { ...summary, place, removal: removals[place] }
}

function unreadable(error: unknown): undefined {
  if (!(error instanceof NetworkFileError)) throw error
}
