import { existsSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The file of a thread of this room: its source beside this one, or what it was built to, beside this one's bundle or above it.
 * @param name without its ending
 */
export function workerFile(name: string): string {
  const folder = import.meta.dirname
  const source = join(folder, `${name}.ts`)
  const places = [source, join(folder, `${name}.js`), join(folder, '..', `${name}.js`)]
  return places.find((place) => existsSync(place)) ?? source
}
