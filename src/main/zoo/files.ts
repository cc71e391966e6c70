import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { guiseFiles } from '../network/format/guise.ts'

/** A file of a network. */
export interface NetworkFile {
  readonly name: string
  readonly bytes: number
}

/** The files at a network's paths, those of a folder included; what is not there is left out. */
export async function filesOf(paths: readonly string[]): Promise<NetworkFile[]> {
  const found: NetworkFile[] = []
  for (const path of paths) {
    const folder = basename(path) === guiseFiles.network ? dirname(path) : path
    const status = await stat(folder).catch(() => undefined)
    if (status?.isFile()) found.push({ name: basename(path), bytes: status.size })
    if (!status?.isDirectory()) continue
    for (const name of (await readdir(folder)).sort()) {
      const inside = await stat(join(folder, name)).catch(() => undefined)
      if (inside?.isFile()) found.push({ name, bytes: inside.size })
    }
  }
  return found
}
