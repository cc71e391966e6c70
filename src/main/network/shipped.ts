import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { guiseFiles } from './format/guise.ts'

/** The folder of the networks that come with the app, above this file in the checkout and in what is built of it. */
export function modelsFolder(): string | undefined {
  let folder = import.meta.dirname
  while (!existsSync(join(folder, 'models')) || !existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder)
    if (parent === folder) return undefined
    folder = parent
  }
  return join(folder, 'models')
}

/** Names of the networks that come with the app, in alphabetical order. */
export function shippedNetworks(): string[] {
  const folder = modelsFolder()
  if (folder === undefined) return []
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, guiseFiles.network)))
    .sort()
}
