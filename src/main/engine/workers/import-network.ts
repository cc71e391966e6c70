import type { ImportSpec } from '../../../contract/network.ts'
import type { Worker } from '../../job/worker.ts'
import { recogniseNetwork } from '../../network/recognise.ts'
import { checkName, importNetwork } from '../../zoo/import-network.ts'
import { isImported } from '../../zoo/place.ts'
import type { EngineParts } from '../parts.ts'

/** Puts networks into the workspace in our own format. */
export function importWorker({
  workspace,
  networks,
}: Pick<EngineParts, 'workspace' | 'networks'>): Worker<ImportSpec> {
  const { folder } = workspace
  return {
    kind: 'import',
    lane: 'io',
    unit: 'bytes',

    async prepare({ path, name }) {
      checkName(folder, name)
      await recogniseNetwork(path.trim())
      // Two imports under one name are never the same work: the second is refused.
      return { key: `import ${name}` }
    },

    async run({ spec: { path, name, card, labels } }, { signal, onProgress }) {
      await importNetwork(
        folder,
        { path, name, card, labels: labels ?? undefined },
        { signal, onProgress: (done, total, note) => onProgress({ done, total, note }) },
      )
      return (await networks.open(name)).id
    },

    holds: (name) => isImported(folder, name),
  }
}
