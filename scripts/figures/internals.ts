// Makes the figures of docs/internals.md with the app itself, in Chromium: `vite build`, then
// `node scripts/figures/internals.ts [--workspace DIR] [guisenet] [squeezenet]`. A workspace that is named keeps what was made.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Browser, chromium } from '@playwright/test'
import sharp from 'sharp'
import { type Served, serve } from '../../src/main/serve.ts'
import { findChromium } from '../../test/chromium.ts'
import { dataPath, hasData } from '../../test/data.ts'
import { connect, type TestClient } from '../../test/fakes/client.ts'

type Client = TestClient['client']

/** One figure: adversaries of a pair of sample photographs for some layers, and what is shown of them. */
interface Figure {
  readonly name: string
  readonly network: string
  readonly labels?: string
  readonly layers: readonly string[]
  readonly rows: readonly string[]
  readonly shown: string
}

const squeezenet = (file: string): string => dataPath('networks', 'squeezenet_v1.0', file)
const pair = { source: 'alpine', guide: 'allium' }
const figures: readonly Figure[] = [
  {
    name: 'guisenet',
    network: 'guisenet',
    layers: ['conv3', 'pool5', 'fc7'],
    rows: ['conv1', 'conv3', 'pool5', 'fc6', 'fc7'],
    shown: 'fc7',
  },
  {
    name: 'squeezenet',
    network: [squeezenet('deploy.prototxt'), squeezenet('squeezenet_v1.0.caffemodel')].join(','),
    labels: squeezenet('classes.json'),
    layers: ['fire3/concat', 'fire6/concat', 'fire9/concat'],
    rows: ['conv1', 'fire3/concat', 'fire5/concat', 'fire7/concat', 'fire9/concat'],
    shown: 'fire9/concat',
  },
]

/** Widest a figure is in the documents, in pixels. */
const widest = 1000

/** Makes the adversary and returns its result's key. */
async function make(client: Client, { network, layers }: Figure, layer: string): Promise<string> {
  const samples = await client.images.samples()
  const named = (word: string): string =>
    samples.find(({ name }) => name.toLowerCase().includes(word))?.hash ?? ''
  const { id } = await client.jobs.start({
    kind: 'pair',
    source: named(pair.source),
    guide: named(pair.guide),
    network,
    layer,
    delta: 10,
    solver: 'fast',
    maxEvaluations: 200,
  })
  for await (const { job } of await client.jobs.watch({ id })) {
    if (job.error !== null) throw new Error(job.error)
    if (job.result !== null) return job.result
  }
  throw new Error(`There is no adversary for ${layer} of ${layers.join(', ')}.`)
}

/** Opens the view on the results, waits until it shows everything, and saves its figure. */
async function draw(
  browser: Browser,
  served: Served,
  figure: Figure,
  keys: readonly string[],
): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 1600, height: 1200 } })
  await page.goto(served.url)
  const query = new URLSearchParams({ layer: figure.shown })
  for (const key of keys.slice(1)) query.append('with', key)
  for (const row of figure.rows) query.append('rows', row)
  await page.goto(`http://127.0.0.1:${served.port}/#/internals/${keys[0]}?${query}`)
  for (const row of figure.rows) {
    const pictures = page.getByRole('group', { name: `Inversions at ${row}`, exact: true })
    await pictures.scrollIntoViewIfNeeded()
    await pictures
      .getByRole('img', { name: /, inverted from [^,]+$/ })
      .nth(keys.length + 1)
      .waitFor({ timeout: 900_000 })
  }
  await page.getByRole('img', { name: /^Distances to source and guide/ }).waitFor()
  await page.getByRole('region', { name: `Activation patterns at ${figure.shown}` }).waitFor()
  await page.getByRole('button', { name: 'Save…' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Figure (.png)' }).click(),
  ])
  const file = await readFile(await download.path())
  await page.close()
  return file
}

/** Made smaller and with a palette of 256 colours, so that the documents stay light. */
async function shrink(png: Buffer, file: string): Promise<void> {
  const { size } = await sharp(png)
    .resize({ width: widest, withoutEnlargement: true })
    .png({ palette: true, colours: 256, effort: 10, compressionLevel: 9 })
    .toFile(file)
  process.stdout.write(`${file}: ${Math.round(size / 1000)} kB\n`)
}

async function main(names: readonly string[], kept: string | undefined): Promise<void> {
  const found = await findChromium()
  if (found === null) throw new Error('There is no Chromium for this system: set GUISE_CHROMIUM to one.')
  const workspace = kept ?? (await mkdtemp(join(tmpdir(), 'guise-figures-')))
  const served = await serve({ workspace })
  const browser = await chromium.launch({ ...found, args: [...found.args] })
  const { client, close } = connect(served)
  try {
    for (const figure of figures) {
      if (names.length > 0 && !names.includes(figure.name)) continue
      if (figure.labels !== undefined && !hasData) throw new Error(`${figure.name} needs GUISE_TEST_DATA.`)
      if (figure.labels !== undefined)
        await client.networks.open({ path: figure.network, labels: figure.labels })
      const keys: string[] = []
      for (const layer of figure.layers) keys.push(await make(client, figure, layer))
      const png = await draw(browser, served, figure, keys)
      await shrink(png, join(import.meta.dirname, '../../docs/images', `internals-${figure.name}.png`))
    }
  } finally {
    close()
    await browser.close()
    await served.close()
    if (kept === undefined) await rm(workspace, { recursive: true, force: true })
  }
}

const { values, positionals } = parseArgs({
  options: { workspace: { type: 'string' } },
  allowPositionals: true,
})
await main(positionals, values.workspace)
