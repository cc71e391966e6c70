import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { Unzip, type UnzipFile, UnzipInflate } from 'fflate'
import { inside } from './inside.ts'

/** Unpacks a zip archive, given as its bytes in order, into an existing folder. Rejects where it is damaged. */
export async function unzip(archive: AsyncIterable<Uint8Array>, folder: string): Promise<void> {
  const open = new Set<number>()
  const trouble: unknown[] = []
  const write = (entry: UnzipFile): void => {
    if (entry.name.endsWith('/')) {
      mkdirSync(inside(folder, entry.name), { recursive: true })
      return
    }
    const target = inside(folder, entry.name)
    mkdirSync(dirname(target), { recursive: true })
    const descriptor = openSync(target, 'w')
    open.add(descriptor)
    entry.ondata = (error, bytes, final) => {
      if (error) trouble.push(error)
      else for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at)
      if (final || error) {
        closeSync(descriptor)
        open.delete(descriptor)
      }
    }
    entry.start()
  }
  const unpacking = new Unzip(write)
  unpacking.register(UnzipInflate)
  try {
    for await (const chunk of archive) {
      unpacking.push(chunk)
      if (trouble.length > 0) throw trouble[0]
    }
    unpacking.push(new Uint8Array(), true)
    if (trouble.length > 0) throw trouble[0]
    if (open.size > 0) throw new Error('it ends in the middle of a file')
  } finally {
    for (const descriptor of open) closeSync(descriptor)
  }
}
