import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { writeDurably } from '../workspace/write.ts'

const pinsSchema = z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/))

/**
 * SHA-256 of files whose publisher gives no hash, as their first download had it: what comes from the same address later must be the
 * same. One small file in the folder that holds the downloads.
 */
export class Pins {
  readonly #file: string

  constructor(folder: string) {
    this.#file = join(folder, 'pinned-hashes.json')
  }

  get(address: string): string | undefined {
    return this.#read()[address]
  }

  put(address: string, sha256: string): void {
    const pins = { ...this.#read(), [address]: sha256 }
    writeDurably(this.#file, Buffer.from(`${JSON.stringify(pins, null, 2)}\n`))
  }

  #read(): z.infer<typeof pinsSchema> {
    try {
      return pinsSchema.parse(JSON.parse(readFileSync(this.#file, 'utf8')))
    } catch {
      // None yet, or one that somebody damaged: then every download is a first one.
      return {}
    }
  }
}
