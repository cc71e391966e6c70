/**
 * Imports a small network and then a large one of the same kind in a process of its own, and prints by how many bytes its memory rose for
 * the second: `node --expose-gc import.ts SMALL LARGE FOLDER`. On Linux, which can tell.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { writeGuise } from '../../src/main/network/format/guise.ts'
import { openNetwork } from '../../src/main/network/open.ts'

const status = (name: string): number => {
  const line = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(readFileSync('/proc/self/status', 'utf8'))
  return Number(line?.[1]) * 1024
}

async function bring(spec: string, folder: string): Promise<void> {
  const { graph, weights, card, notes } = await openNetwork(spec)
  await writeGuise(folder, { graph, weights, card, notes })
}

const [small = '', large = '', folder = ''] = process.argv.slice(2)
await bring(small, `${folder}/small-imported`)
globalThis.gc?.()
// Makes the highest memory so far the present one (proc(5)).
writeFileSync('/proc/self/clear_refs', '5')
const before = status('VmRSS')
await bring(large, `${folder}/large-imported`)
process.stdout.write(JSON.stringify({ before, peak: status('VmHWM') }))
