import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeGuise } from '../../src/main/network/format/guise.ts'
import { Network } from '../../src/main/network/network.ts'
import { type BenchPair, benchPairs, type Problem, problemNetwork } from '../problems.ts'
import type { PeerProcess } from './process.ts'

/** The pairs both sides are measured on; the first four photographs' pairs are what the solver was tuned on. */
const PAIRS = 16
const TUNED = 4

/** One problem opened on both sides: the same weights and the same pixels. */
export class SideBySide {
  readonly problem: Problem
  readonly network: Network
  readonly pairs: readonly BenchPair[]
  readonly peer: PeerProcess
  readonly #files: Readonly<Record<string, string>>

  private constructor(
    problem: Problem,
    network: Network,
    pairs: readonly BenchPair[],
    peer: PeerProcess,
    files: Readonly<Record<string, string>>,
  ) {
    this.problem = problem
    this.network = network
    this.pairs = pairs
    this.peer = peer
    this.#files = files
  }

  /** Writes the network and the pairs where the peer reads them. Undefined where the weights are not at hand. */
  static async open(problem: Problem, peer: PeerProcess, folder: string): Promise<SideBySide | undefined> {
    const data = await problemNetwork(problem.network)
    if (data === undefined) return undefined
    const pairs = await benchPairs(data, PAIRS, TUNED)
    const files = {
      folder: join(folder, problem.network),
      sources: join(folder, `${problem.network}-sources.f32`),
      guides: join(folder, `${problem.network}-guides.f32`),
    }
    await writeGuise(files.folder, data)
    await writeFile(files.sources, raw(pairs.map(({ source }) => source)))
    await writeFile(files.guides, raw(pairs.map(({ guide }) => guide)))
    return new SideBySide(problem, Network.load(data), pairs, peer, files)
  }

  /** What every request to the peer says of this problem. */
  request(command: string, more: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const { layer, delta } = this.problem
    return { command, ...this.#files, layer, delta, threads: 2, format: 'contiguous', ...more }
  }

  dispose(): void {
    this.network.dispose()
  }
}

const raw = (images: readonly Float32Array[]): Buffer =>
  Buffer.concat(images.map((image) => Buffer.from(image.buffer, image.byteOffset, image.byteLength)))
