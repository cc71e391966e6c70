import { statfs } from 'node:fs/promises'
import { DownloadError } from './errors.ts'

/** Left free for everything else on the machine, in bytes. */
const reserve = 10e6

/** A size in powers of a thousand, as the sentences say it. */
export const inMegabytes = (bytes: number): string => `${Math.ceil(bytes / 1e6).toLocaleString('en-GB')} MB`

/** Throws DownloadError where the disk of an existing folder has no room for so many bytes more. */
export async function requireSpace(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  const free = bavail * bsize
  if (free >= bytes + reserve) return
  throw new DownloadError(
    'disk',
    `${folder} has ${inMegabytes(free)} free, and ${inMegabytes(bytes + reserve)} are needed: free some space, or choose another folder.`,
  )
}
