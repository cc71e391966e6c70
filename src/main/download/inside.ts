import { resolve, sep } from 'node:path'
import { DownloadError } from './errors.ts'

/** Where an archive's entry goes in `folder`. Throws DownloadError for a name that would lead out of it. */
export function inside(folder: string, entry: string): string {
  const target = resolve(folder, entry)
  if (target.startsWith(resolve(folder) + sep) && !/[\\\0]/.test(entry)) return target
  throw new DownloadError(
    'archive',
    `The archive has an entry “${entry}” that leads out of its folder, so it was not unpacked.`,
  )
}
