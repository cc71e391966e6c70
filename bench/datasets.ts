/**
 * `node bench/datasets.ts`: what the Datasets view asks of an index of 1,281,167 images, and thumbnails of imagenette where it is at
 * hand; as JSON. Milliseconds of wall clock and of processor time.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { datasetQuerySchema } from '../src/contract/dataset.ts'
import { addDataset } from '../src/main/library/add.ts'
import { indexDataset } from '../src/main/library/index-dataset.ts'
import { readyIndex } from '../src/main/library/open.ts'
import { Readers } from '../src/main/library/readers.ts'
import { ThumbnailStore } from '../src/main/library/thumbnail/store.ts'
import { Thumbnails } from '../src/main/library/thumbnail/thumbnails.ts'
import { Views } from '../src/main/library/view/views.ts'
import { Workspace } from '../src/main/workspace/workspace.ts'
import { dataPath, hasData } from '../test/data.ts'
import { largeDataset } from '../test/large-dataset.ts'
import { median } from './statistics.ts'

interface Times {
  readonly wall: number
  readonly processor: number
}

async function timed<T>(work: () => T | Promise<T>): Promise<Times & { value: T }> {
  const [cpu, start] = [process.cpuUsage(), performance.now()]
  const value = await work()
  const { user, system } = process.cpuUsage(cpu)
  return { wall: performance.now() - start, processor: (user + system) / 1000, value }
}

const times = ({ wall, processor }: Times): Times => ({ wall, processor })

async function manyImages(workspace: Workspace): Promise<Record<string, unknown>> {
  const made = await timed(() => largeDataset(workspace))
  const views = new Views(workspace, { find: async () => undefined })
  const query = (more: object) => views.query(datasetQuerySchema.parse({ id: made.value, ...more }))
  const found: Record<string, unknown> = {
    make: times(made),
    firstQuery: times(await timed(() => query({}))),
  }
  const queries = {
    groupByClass: { group: 'label' },
    oneClass: { filter: { labels: [500] } },
    text: { filter: { text: '999' } },
    sortByName: { sort: { by: 'name' } },
    sortByNameAgain: { sort: { by: 'name' } },
    random: { sort: { by: 'random' } },
  }
  for (const [name, more] of Object.entries(queries)) found[name] = times(await timed(() => query(more)))
  for (const [name, more] of Object.entries({ rows: {}, rowsOfRandom: { sort: { by: 'random' } } })) {
    const { view, count } = await query(more)
    const measured: Times[] = []
    for (let i = 0; i < 100; i++) {
      measured.push(await timed(() => views.rows(view, Math.floor((count * i) / 101), 200)))
    }
    found[name] = {
      count: 200,
      wall: median(measured.map(({ wall }) => wall)),
      processor: median(measured.map(({ processor }) => processor)),
    }
  }
  return found
}

async function photographs(workspace: Workspace): Promise<Record<string, unknown>> {
  const { id } = await addDataset(workspace, { path: dataPath('images', 'imagenette') })
  const indexed = await timed(() => indexDataset(workspace, id))
  const { record, index } = readyIndex(workspace, id)
  const readers = new Readers()
  const store = new ThumbnailStore(workspace.folder)
  const thumbnails = new Thumbnails(store, readers)
  const images = index.images(Array.from({ length: 500 }, (_, i) => i * 19))
  const all = () => Promise.all(images.map((image) => thumbnails.get({ record, index, image }, 128)))
  const [made, kept] = [await timed(all), await timed(all)]
  await readers.close()
  store.close()
  const each = ({ wall, processor }: Times) => ({
    wall: wall / images.length,
    processor: processor / images.length,
  })
  return {
    indexed: { images: 9969, ...times(indexed) },
    thumbnailMade: each(made),
    thumbnailKept: each(kept),
  }
}

const folder = mkdtempSync(join(tmpdir(), 'guise-bench-'))
const workspace = new Workspace(folder)
try {
  const results = {
    largeIndex: await manyImages(workspace),
    ...(hasData ? { imagenette: await photographs(workspace) } : {}),
  }
  process.stdout.write(`${JSON.stringify(results, null, 2)}\n`)
} finally {
  workspace.close()
  rmSync(folder, { recursive: true, force: true })
}
