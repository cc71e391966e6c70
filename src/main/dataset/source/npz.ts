import { statSync } from 'node:fs'
import { DatasetError } from '../errors.ts'
import { classNames } from '../wordnet.ts'
import { type Block, blockReader } from './block.ts'
import { type NpyHeader, sizeOf } from './npy-header.ts'
import { type Member, readMembers } from './npz-members.ts'
import { compareSplits, compareText, sortKeys, splitOf } from './order.ts'
import { occurring, packedSource } from './packed.ts'
import { interleaved } from './planes.ts'
import type { SourceKind } from './source.ts'

/** How an array lies: N × H × W, N × H × W × C, or N × C × H × W. */
interface Layout {
  readonly count: number
  readonly height: number
  readonly width: number
  readonly channels: 1 | 3
  readonly planar: boolean
}

function layoutOf({ type, shape }: NpyHeader): Layout | undefined {
  const [count = 0, a = 0, b = 0, c] = shape
  if (type !== '|u1' || count * a * b === 0) return undefined
  if (shape.length === 3) return { count, height: a, width: b, channels: 1, planar: false }
  if (shape.length !== 4 || c === undefined) return undefined
  if (c === 1 || c === 3) return { count, height: a, width: b, channels: c, planar: false }
  return a === 1 || a === 3 ? { count, height: b, width: c, channels: a, planar: true } : undefined
}

/** One whole number an image. */
const isLabels = ({ type, shape }: NpyHeader): boolean =>
  /^[<>|=]?[iu][1248]$/.test(type) && (shape.length === 1 || (shape.length === 2 && shape[1] === 1))

function labelAt({ header, data }: Member, i: number): string {
  const { type, width } = header
  const at = i * width
  const [signed, big] = [type.includes('i'), type.startsWith('>')]
  if (width === 8) {
    if (signed) return (big ? data.readBigInt64BE(at) : data.readBigInt64LE(at)).toString()
    return (big ? data.readBigUInt64BE(at) : data.readBigUInt64LE(at)).toString()
  }
  if (signed) return (big ? data.readIntBE(at, width) : data.readIntLE(at, width)).toString()
  return (big ? data.readUIntBE(at, width) : data.readUIntLE(at, width)).toString()
}

const words = (name: string): string[] => name.toLowerCase().split(/[^a-z0-9]+/)

function splitOfName(name: string): string | null {
  return (
    words(name)
      .map(splitOf)
      .find((split) => split !== undefined) ?? null
  )
}

/** The labels of an images' array: as many, of the same split, and named as labels are where there is a choice. */
function labelsFor(images: Member, { count }: Layout, all: readonly Member[]): Member | undefined {
  const fitting = all.filter(
    ({ name, header }) =>
      isLabels(header) && sizeOf(header.shape) === count && splitOfName(name) === splitOfName(images.name),
  )
  const named = fitting.filter(({ name }) =>
    words(name).some((word) => /^(?:y|labels?|targets?|class(?:es)?)$/.test(word)),
  )
  return named[0] ?? (fitting.length === 1 ? fitting[0] : undefined)
}

async function openBlocks(path: string, withPixels: boolean, notes: string[] = []): Promise<Block[]> {
  const wanted = (header: NpyHeader): boolean =>
    isLabels(header) || (withPixels && layoutOf(header) !== undefined)
  const members = await readMembers(path, wanted, (note) => notes.push(note))
  const { mtimeMs: modified } = statSync(path)
  const blocks = members.flatMap((member): Block[] => {
    const layout = layoutOf(member.header)
    if (layout === undefined) return []
    const { count, height, width, channels, planar } = layout
    const labels = labelsFor(member, layout, members)
    const stride = height * width * channels
    return [
      {
        ...{
          file: member.name,
          split: splitOfName(member.name),
          count,
          whole: count,
          height,
          width,
          channels,
          modified,
        },
        label: (i) => (labels === undefined ? null : labelAt(labels, i)),
        pixels: async (i) => {
          const bytes = member.data.subarray(i * stride, (i + 1) * stride)
          // A copy: who sends it to another thread must not send the whole array with it.
          const pixels = planar ? interleaved(bytes, channels) : new Uint8Array(bytes)
          return { width, height, channels, pixels }
        },
        close: async () => undefined,
      },
    ]
  })
  if (blocks.length === 0) {
    const found = members.map(({ name, header }) => `${name} (${header.type}, ${header.shape.join(' × ')})`)
    const others = [`It holds ${found.join(', ') || 'none that can be read'}.`, ...notes].join(' ')
    throw new DatasetError(
      `The file ${path} holds no images: uint8 arrays of N × H × W, or with 1 or 3 channels last or second. ${others}`,
    )
  }
  return blocks.sort((a, b) => compareSplits(a.split ?? '~', b.split ?? '~') || compareText(a.file, b.file))
}

/** NumPy's `.npz`: arrays of images, uint8, each with an array of labels where there is one of the same length. */
export const npzKind: SourceKind = {
  kind: 'npz',
  match: ({ isFolder, path }) => !isFolder && /\.npz$/i.test(path),
  open: async (path) => {
    const notes: string[] = []
    const blocks = await openBlocks(path, false, notes)
    return packedSource(blocks, classNames(sortKeys(occurring(blocks))), notes)
  },
  reader: (path) => blockReader(path, () => openBlocks(path, true)),
}
