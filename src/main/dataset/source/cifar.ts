import { existsSync, statSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { DatasetClassName } from '../dataset.ts'
import { DatasetError } from '../errors.ts'
import { type Block, blockReader, closeAll, openEach } from './block.ts'
import { openBytes } from './bytes.ts'
import { compareSplits, compareText, sortKeys } from './order.ts'
import { occurring, packedSource } from './packed.ts'
import { interleaved } from './planes.ts'
import type { SourceKind } from './source.ts'

const side = 32
const plane = side * side

/**
 * The two binary versions (Krizhevsky, "The CIFAR-10 dataset"): a record is its label bytes and three planes of 32 × 32. CIFAR-100's
 * labels are the coarse and the fine class, of which the fine is taken.
 */
interface Version {
  readonly labels: 1 | 2
  readonly classes: number
  /** Class names, one a line. */
  readonly namesFile: string
  readonly names: readonly string[]
}

const versions: readonly Version[] = [
  {
    labels: 1,
    classes: 10,
    namesFile: 'batches.meta.txt',
    names: ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'],
  },
  { labels: 2, classes: 100, namesFile: 'fine_label_names.txt', names: [] },
]

interface VersionedBlock extends Block {
  readonly version: Version
}

const recordSize = ({ labels }: Version): number => labels + 3 * plane

function splitOfFile(name: string): string | null {
  if (/test/i.test(name)) return 'test'
  if (/val/i.test(name)) return 'val'
  return /train|^data_batch/i.test(name) ? 'train' : null
}

/** The version by which all label bytes are classes; CIFAR-10 where both, or neither, would do. */
function versionOf(file: Buffer): Version | undefined {
  return versions.find((version) => {
    const size = recordSize(version)
    const records = Math.ceil(file.length / size)
    if (records === 0) return false
    for (let i = 0; i < records; i++) {
      const label = file[i * size + version.labels - 1] ?? 0
      const coarse = version.labels === 2 ? (file[i * size] ?? 0) : 0
      if (label >= version.classes || coarse >= 20) return false
    }
    return true
  })
}

async function openFile(path: string, file: string): Promise<VersionedBlock[]> {
  const bytes = await openBytes(path)
  try {
    // 180 MB for the largest there is.
    if (bytes.size > 2 ** 30) throw new DatasetError(`The file ${path} is too large to be of CIFAR.`)
    const content = await bytes.read(0, bytes.size)
    const version = versionOf(content)
    if (version === undefined) {
      throw new DatasetError(`The file ${path} is not of CIFAR's binary version: its labels are none of its.`)
    }
    const size = recordSize(version)
    const block: Block = {
      ...{ file, split: splitOfFile(basename(path)), width: side, height: side, channels: 3 },
      count: Math.ceil(content.length / size),
      whole: Math.floor(content.length / size),
      modified: bytes.modified,
      label: (i) => content[i * size + version.labels - 1]?.toString() ?? null,
      pixels: async (i) => {
        const planes = await bytes.read(i * size + version.labels, 3 * plane)
        return { width: side, height: side, channels: 3, pixels: interleaved(planes, 3) }
      },
      close: () => bytes.close(),
    }
    return [{ ...block, version }]
  } catch (error) {
    await bytes.close()
    throw error
  }
}

const recordFile = /\.bin$/i

async function openBlocks(path: string): Promise<VersionedBlock[]> {
  if (!statSync(path).isDirectory()) return openFile(path, '')
  const names = (await readdir(path)).filter((name) => recordFile.test(name))
  names.sort((a, b) => compareSplits(splitOfFile(a) ?? '~', splitOfFile(b) ?? '~') || compareText(a, b))
  return openEach(names, (name) => openFile(join(path, name), name))
}

/** The classes that occur, by the names' file beside the images, or as they are known. */
async function classesOf(path: string, blocks: readonly VersionedBlock[]): Promise<DatasetClassName[]> {
  const version = blocks[0]?.version
  const folder = statSync(path).isDirectory() ? path : dirname(path)
  const file = join(folder, version?.namesFile ?? '')
  const lines =
    version && existsSync(file) ? (await readFile(file, 'utf8')).trim().split(/\s*\n\s*/) : undefined
  const names = lines ?? version?.names ?? []
  return sortKeys(occurring(blocks)).map((key) => ({ key, name: names[Number(key)] || key }))
}

/** CIFAR-10 and CIFAR-100, binary version: one file of records, or a folder of them. */
export const cifarKind: SourceKind = {
  kind: 'cifar',
  match: ({ isFolder, names, path, size }) => {
    const binaries = isFolder ? names.filter((name) => recordFile.test(name)) : []
    const sized = recordFile.test(path) && versions.some((version) => size % recordSize(version) === 0)
    return isFolder ? binaries.length > 0 && binaries.some((name) => splitOfFile(name) !== null) : sized
  },
  open: async (path) => {
    const blocks = await openBlocks(path)
    if (blocks.length === 0)
      throw new DatasetError(`The folder ${path} holds no file of CIFAR's binary version: none ends in .bin.`)
    if (new Set(blocks.map(({ version }) => version)).size > 1) {
      await closeAll(blocks)
      throw new DatasetError(
        `The folder ${path} holds files of CIFAR-10 and of CIFAR-100; add them one by one.`,
      )
    }
    return packedSource(blocks, await classesOf(path, blocks))
  },
  reader: (path) => blockReader(path, () => openBlocks(path)),
}
