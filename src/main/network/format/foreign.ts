import { type FileSample, isBinary } from './file.ts'

interface Kind {
  /** Completes "this is …". */
  readonly description: string
  readonly match: (file: FileSample) => boolean
}

const startsWith = (...bytes: readonly number[]) => {
  const start = Buffer.from(bytes)
  return ({ head }: FileSample) => head.subarray(0, start.length).equals(start)
}
const text = (pattern: RegExp) => (file: FileSample) => pattern.test(file.head.toString('latin1'))
/** Protobuf messages show their first two fields: ONNX and Caffe's solver state a number and a string, a blob two numbers. */
const protobuf = (second: number) => (file: FileSample) =>
  file.head[0] === 0x08 && (file.head[1] ?? 0x80) < 0x80 && file.head[2] === second

/** Files that people have at hand when a network is asked for, by their first bytes. The first that matches counts. */
const kinds: readonly Kind[] = [
  {
    description: 'a Git LFS pointer: the file itself was not downloaded ("git lfs pull" fetches it)',
    match: text(/^version https:\/\/git-lfs/),
  },
  {
    description: 'a web page, as servers send in place of a file; download it again',
    match: text(/^\s*(?:<!--.*?-->\s*)?<(?:!doctype|html|head|body|\?xml)/is),
  },
  {
    description: "a zip archive, as PyTorch's .pt and .pth or NumPy's .npz are",
    match: startsWith(0x50, 0x4b, 0x03, 0x04),
  },
  {
    description: 'an HDF5 file, as Keras and "caffemodel.h5" are',
    match: startsWith(0x89, 0x48, 0x44, 0x46),
  },
  {
    description: "a Python pickle, as PyTorch's older .pt and .pth are",
    match: ({ head }) => head[0] === 0x80 && (head[1] ?? 0) >= 2 && (head[1] ?? 0) <= 5,
  },
  { description: 'a NumPy array (.npy)', match: startsWith(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59) },
  { description: 'a file packed with gzip; unpack it first', match: startsWith(0x1f, 0x8b) },
  { description: 'a file packed with xz; unpack it first', match: startsWith(0xfd, 0x37, 0x7a, 0x58, 0x5a) },
  {
    description: 'a file packed with Zstandard; unpack it first',
    match: startsWith(0x28, 0xb5, 0x2f, 0xfd),
  },
  { description: 'a file packed with bzip2; unpack it first', match: text(/^BZh[1-9]1AY&SY/) },
  {
    description: 'a tar archive; unpack it first',
    match: ({ head }) => head.toString('latin1', 257, 262) === 'ustar',
  },
  { description: 'a PNG picture', match: startsWith(0x89, 0x50, 0x4e, 0x47) },
  { description: 'a JPEG picture', match: startsWith(0xff, 0xd8, 0xff) },
  { description: 'a PDF document', match: text(/^%PDF-/) },
  { description: 'a TensorFlow Lite model', match: ({ head }) => head.toString('latin1', 4, 8) === 'TFL3' },
  { description: 'a safetensors file', match: text(/^.{5}\0\0\0\{"/s) },
  {
    description: "a Caffe solver's state (.solverstate)",
    match: (f) => protobuf(0x12)(f) && text(/caffemodel/)(f),
  },
  { description: 'an ONNX model', match: protobuf(0x12) },
  { description: 'a single Caffe blob, as a mean image (.binaryproto) is', match: protobuf(0x10) },
]

/** What a file is by its first bytes, to complete "this is …", or undefined where they say nothing. */
export function recogniseForeign(file: FileSample): string | undefined {
  return kinds.find((kind) => kind.match(file))?.description
}

/** What a file seems to be, for a message about one that no reader takes. */
export function describeFile(file: FileSample): string {
  return (
    recogniseForeign(file) ??
    (isBinary(file.head) ? 'a binary file of another kind' : 'a text file of another kind')
  )
}
