import { existsSync } from 'node:fs'
import { readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { Index } from 'usearch'
import { z } from 'zod'
import type { Metric } from '../../contract/feature.ts'
import { generator } from '../dataset/random.ts'
import { FeatureError } from './errors.ts'
import type { Matrix } from './matrix.ts'
import { nearest } from './neighbours.ts'
import { placeFile } from './place.ts'
import { gatherRows, readRows } from './rows.ts'
import { sample } from './sample.ts'
import type { FeatureStore } from './store.ts'
import { StoredMatrix } from './stored-matrix.ts'

/** A graph of a matrix's rows (HNSW, Malkov and Yashunin 2018) that is searched without looking at most of them. */
export interface ApproximateIndex {
  /** Of the true ten nearest of a hundred rows, the share that it finds. */
  readonly recall: number
  /** About the k nearest rows of a vector, in no order. */
  candidates(query: Float32Array, k: number): Int32Array
}

const headSchema = z.object({ rows: z.int(), recall: z.number() })

/** How well it is built and searched: usearch's defaults are 16, 128 and 64. */
const CONNECTIVITY = 16
const EXPANSION = 128
const BLOCK = 2 ** 20
const SAMPLED = 100
const RECALL_AT = 10

async function emptyIndex(width: number, metric: Metric): Promise<Index> {
  const usearch = await import('usearch').catch((cause: unknown) => {
    throw new FeatureError('The approximate index cannot be had on this machine; search exactly instead.', {
      cause,
    })
  })
  return new usearch.Index({
    dimensions: width,
    metric: metric === 'cosine' ? usearch.MetricKind.Cos : usearch.MetricKind.L2sq,
    quantization: usearch.ScalarKind.F16,
    connectivity: CONNECTIVITY,
    expansion_add: EXPANSION,
    expansion_search: EXPANSION,
    multi: false,
  })
}

const answering = (index: Index, recall: number): ApproximateIndex => ({
  recall,
  candidates: (query, k) => Int32Array.from(index.search(query, k, 1).keys, Number),
})

/**
 * The approximate index of a complete store, built and measured once and kept beside it. It is read from its file as it is needed,
 * not into memory.
 * @throws {FeatureError} where this machine has no library for it
 */
export async function approximateIndex(
  store: FeatureStore,
  metric: Metric,
  signal?: AbortSignal,
): Promise<ApproximateIndex> {
  const file = join(store.folder, `approximate-${metric}.usearch`)
  const head = `${file}.json`
  const known = await readHead(head)
  const index = await emptyIndex(store.manifest.width, metric)
  if (known !== undefined && existsSync(file)) {
    index.view(file)
    if (index.size() === known.rows) return answering(index, known.recall)
  }
  const built = await emptyIndex(store.manifest.width, metric)
  const matrix = new StoredMatrix(store)
  const rows = await add(built, matrix, signal)
  const recall = await measureRecall(answering(built, Number.NaN), matrix, rows, metric)
  await rm(head, { force: true })
  built.save(`${file}.part`)
  await rename(`${file}.part`, file)
  await placeFile(head, [Buffer.from(JSON.stringify({ rows: rows.length, recall }))])
  return answering(built, recall)
}

async function readHead(file: string): Promise<z.infer<typeof headSchema> | undefined> {
  const text = await readFile(file, 'utf8').catch(() => 'null')
  return headSchema.safeParse(JSON.parse(text)).data
}

/** Adds all rows that are there, and returns which they are. */
async function add(index: Index, matrix: Matrix, signal: AbortSignal | undefined): Promise<Int32Array> {
  const rows: number[] = []
  for await (const block of matrix.blocks({ numbers: BLOCK })) {
    signal?.throwIfAborted()
    const there = gatherRows(block, matrix.width)
    index.add(BigUint64Array.from(there.rows, BigInt), there.values, 0)
    for (const row of there.rows) rows.push(row)
    // Lets what else is asked for be answered.
    await setImmediate()
  }
  return Int32Array.from(rows)
}

async function measureRecall(
  index: ApproximateIndex,
  matrix: Matrix,
  rows: Int32Array,
  metric: Metric,
): Promise<number> {
  const asked = await readRows(matrix, sample(rows, SAMPLED, generator(1)))
  const k = Math.min(RECALL_AT, rows.length)
  const exact = await nearest(matrix, asked.values, { k, metric })
  let found = 0
  asked.rows.forEach((_, i) => {
    const query = asked.values.subarray(i * matrix.width, (i + 1) * matrix.width)
    const candidates = new Set(index.candidates(query, k))
    for (const row of exact.index.subarray(i * k, (i + 1) * k)) if (candidates.has(row)) found++
  })
  return found / exact.index.length
}
