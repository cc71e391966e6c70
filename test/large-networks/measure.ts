import { execFile } from 'node:child_process'
import { mkdirSync, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { writeCaffeChain } from './caffe.ts'
import { type Chain, chainOf } from './chain.ts'
import { writeGuiseChain } from './guise.ts'
import { writeKerasChain } from './keras.ts'
import { writeOnnxChain } from './onnx.ts'
import { writeTensorflowChain } from './tensorflow.ts'

/** Kinds of networks that can be made as large as wanted; each gives what `openNetwork` takes. */
export const kinds = {
  safetensors: writeGuiseChain,
  caffemodel: (folder: string, chain: Chain) => writeCaffeChain(folder, chain).join(','),
  keras: writeKerasChain,
  tensorflow: writeTensorflowChain,
  onnx: writeOnnxChain,
} as const
export type Kind = keyof typeof kinds

export interface ImportMemory {
  /** Bytes of the network's files. */
  readonly size: number
  /** Bytes by which the process rose while it imported them, written in our own format and all. */
  readonly rise: number
}

/** Imports a made-up network of about `bytes` in a process of its own and says what memory that took. Needs Linux. */
export async function importMemory(kind: Kind, bytes: number, folder: string): Promise<ImportMemory> {
  const [small, large] = ['small', 'large'].map((name) => join(folder, name))
  if (small === undefined || large === undefined) throw new Error('There are no folders.')
  for (const place of [small, large]) mkdirSync(place)
  const specs = [kinds[kind](small, chainOf(2 ** 20)), kinds[kind](large, chainOf(bytes))]
  const script = join(import.meta.dirname, 'import.ts')
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', script, ...specs, folder])
  const { before, peak }: { before: number; peak: number } = JSON.parse(stdout)
  return { size: await sizeOf(large), rise: peak - before }
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0)
}
