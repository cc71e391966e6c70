import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importMemory, type Kind, kinds } from '../../test/large-networks/measure.ts'

/** By how much memory rises while a network of 500 MB is imported, kind by kind: in MB, and as a multiple of the files' size. */
export async function importMemories() {
  const found = []
  for (const kind of Object.keys(kinds).filter((name): name is Kind => name in kinds)) {
    const folder = mkdtempSync(join(tmpdir(), 'guise-import-'))
    try {
      const { size, rise } = await importMemory(kind, 500 * 2 ** 20, folder)
      found.push({ kind, megabytes: size / 2 ** 20, rise: rise / 2 ** 20, factor: rise / size })
    } finally {
      rmSync(folder, { recursive: true })
    }
  }
  return found
}
