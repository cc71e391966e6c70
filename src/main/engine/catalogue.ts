import type { NetworkSummary } from '../../contract/network.ts'
import type { Catalogue } from '../api/context.ts'
import type { Workspace } from '../workspace/workspace.ts'

/** Reads a network, as `--network` names it, and sums it up. Throws NetworkFileError. */
export type Summarise = (path: string, labels?: string) => Promise<NetworkSummary>

/** The shipped networks and those remembered in the workspace; each is read once in the engine's life. */
export function networkCatalogue(
  workspace: Workspace,
  shipped: readonly string[],
  summarise: Summarise,
): Catalogue {
  const read = new Map<string, Promise<NetworkSummary>>()
  const summary = (path: string): Promise<NetworkSummary> => {
    const known = read.get(path)
    if (known !== undefined) return known
    const reading = summarise(path)
    read.set(path, reading)
    // A network that could not be read may be mended.
    reading.catch(() => read.delete(path))
    return reading
  }
  const list = async (): Promise<NetworkSummary[]> => {
    const ours = await Promise.all(shipped.map(summary))
    const ids = new Set(ours.map(({ id }) => id))
    const opened = workspace.networks.list().map((network) => network.summary)
    return [...ours, ...opened.filter(({ id }) => !ids.has(id))]
  }
  return {
    list,
    open: async (path, labels) => {
      const opened = await summarise(path, labels)
      if (opened.origin !== 'shipped') {
        workspace.networks.put({ path: opened.id, labels: labels ?? null, summary: opened })
      }
      return opened
    },
    find: async (id) => (await list()).find((network) => network.id === id),
  }
}
