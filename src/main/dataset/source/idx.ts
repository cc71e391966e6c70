import { existsSync, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { DatasetOptions } from '../../../contract/dataset.ts'
import { DatasetError } from '../errors.ts'
import { classNames } from '../wordnet.ts'
import { type Block, blockReader, openEach } from './block.ts'
import { type Bytes, openBytes } from './bytes.ts'
import { compareSplits, sortKeys } from './order.ts'
import { occurring, packedSource } from './packed.ts'
import type { SourceKind } from './source.ts'

const imagesName = /images?[.-]idx[34]-ubyte(?:\.gz)?$/i

/** An IDX file's header: unsigned bytes in so many dimensions, each a 32-bit big-endian number (LeCun, "THE MNIST DATABASE"). */
async function readHeader(bytes: Bytes, path: string): Promise<{ sizes: number[]; start: number }> {
  const magic = bytes.size < 4 ? undefined : await bytes.read(0, 4)
  if (magic === undefined || magic.readUInt16BE(0) !== 0)
    throw new DatasetError(`${path} is not an IDX file.`)
  if (magic[2] !== 8) throw new DatasetError(`The IDX file ${path} holds other numbers than unsigned bytes.`)
  const dimensions = magic[3] ?? 0
  const start = 4 + 4 * dimensions
  if (dimensions === 0 || bytes.size < start) throw new DatasetError(`The IDX file ${path} is cut short.`)
  const header = await bytes.read(4, 4 * dimensions)
  return { sizes: Array.from({ length: dimensions }, (_, i) => header.readUInt32BE(4 * i)), start }
}

/** Where the labels of an images' file usually lie: as `t10k-labels-idx1-ubyte` beside `t10k-images-idx3-ubyte`. */
function labelsBeside(images: string): string | undefined {
  const named = basename(images)
    .replace(/images?(?=[.-]idx)/i, 'labels')
    .replace(/idx[34]/i, 'idx1')
  const beside = join(dirname(images), named)
  const other = beside.endsWith('.gz') ? beside.slice(0, -3) : `${beside}.gz`
  return [beside, other].find((path) => path !== images && existsSync(path))
}

async function readLabels(path: string): Promise<Buffer> {
  const bytes = await openBytes(path)
  try {
    const { sizes, start } = await readHeader(bytes, path)
    if (sizes.length !== 1) throw new DatasetError(`The IDX file ${path} holds no list of labels.`)
    return Buffer.from(await bytes.read(start, Math.min(sizes[0] ?? 0, bytes.size - start)))
  } finally {
    await bytes.close()
  }
}

function splitOfFile(name: string): string | null {
  if (/^t10k|test/i.test(name)) return 'test'
  if (/train/i.test(name)) return 'train'
  return /val/i.test(name) ? 'val' : null
}

async function openImages(path: string, file: string, labelsPath: string | undefined): Promise<Block[]> {
  const bytes = await openBytes(path)
  try {
    const { sizes, start } = await readHeader(bytes, path)
    const [count = 0, height = 0, width = 0, channels = 1] = sizes
    const drawable = sizes.length >= 3 && sizes.length <= 4 && (channels === 1 || channels === 3)
    const stride = width * height * channels
    if (!drawable || stride === 0 || stride > 2 ** 28) {
      throw new DatasetError(`The IDX file ${path} holds no images: its sizes are ${sizes.join(' × ')}.`)
    }
    // A damaged header can claim four thousand million.
    const whole = Math.min(count, Math.floor((bytes.size - start) / stride))
    if (count > 2 * whole + 1_000_000) throw new DatasetError(`The IDX file ${path} is cut short.`)
    const labels = labelsPath === undefined ? undefined : await readLabels(labelsPath)
    const depth = channels === 3 ? 3 : 1
    const block: Block = {
      ...{ file, split: splitOfFile(basename(path)), count, whole, width, height, channels: depth },
      modified: bytes.modified,
      label: (i) => labels?.[i]?.toString() ?? null,
      pixels: async (i) => {
        // A copy: who sends it to another thread must not send all that was unpacked with it.
        const pixels = new Uint8Array(await bytes.read(start + i * stride, stride))
        return { width, height, channels: depth, pixels }
      },
      close: () => bytes.close(),
    }
    return [block]
  } catch (error) {
    await bytes.close()
    throw error
  }
}

async function openBlocks(path: string, { labels }: DatasetOptions): Promise<Block[]> {
  if (!statSync(path).isDirectory()) return openImages(path, '', labels ?? labelsBeside(path))
  const names = (await readdir(path)).filter((name) => imagesName.test(name))
  // One that lies there packed and unpacked is one.
  const files = names.filter((name) => !(name.endsWith('.gz') && names.includes(name.slice(0, -3))))
  const bySplit = (a: string, b: string): number =>
    compareSplits(splitOfFile(a) ?? '~', splitOfFile(b) ?? '~') || (a < b ? -1 : 1)
  return openEach(files.sort(bySplit), (name) =>
    openImages(join(path, name), name, labels ?? labelsBeside(join(path, name))),
  )
}

/** MNIST's IDX format: a file of images, its labels beside it, or a folder of such; `.gz` too. */
export const idxKind: SourceKind = {
  kind: 'idx',
  match: ({ isFolder, names, head, path }) => {
    if (isFolder) return names.some((name) => imagesName.test(name))
    return imagesName.test(path) || (head.length >= 4 && head.readUInt16BE(0) === 0 && head[2] === 8)
  },
  open: async (path, options) => {
    const blocks = await openBlocks(path, options)
    if (blocks.length === 0)
      throw new DatasetError(
        `The folder ${path} holds no IDX images: none is named as train-images-idx3-ubyte is.`,
      )
    return packedSource(blocks, classNames(sortKeys(occurring(blocks))))
  },
  reader: (path, options) => blockReader(path, () => openBlocks(path, options)),
}
