import { useContext } from '../stores/context.ts'
import { useNetworks } from '../stores/networks.ts'
import type { JobKindText } from './kind.ts'

export const importNetwork: JobKindText<'import'> = {
  what: ({ name }) => `Import the network ${name}`,
  detail: ({ path }) => fileNames(path),
  images: () => [],
  async show({ result }) {
    await useNetworks().load()
    if (result !== null) useContext().chooseNetwork(result)
    return { name: 'networks' }
  },
}

/** Of each path the file's own name. */
function fileNames(path: string): string {
  return path
    .split(',')
    .map((one) => one.split(/[/\\]/).filter(Boolean).at(-1) ?? one)
    .join(', ')
}
