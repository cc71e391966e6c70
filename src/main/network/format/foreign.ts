import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type ByteSource, DamageError, fileBytes } from './byte-source.ts'
import { type FileSample, isBinary } from './file.ts'
import { readZip } from './zip.ts'

interface Kind {
  /** Completes "this is …". */
  readonly description: string
  /** How to get a network out of it that can be read, where there is a way: follows "this is …; ". */
  readonly way?: string
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

/** How to come from what is refused to what is read. */
const ways = {
  pytorch:
    "export the network from Python: torch.onnx.export(model.eval(), torch.zeros(1, 3, 224, 224), 'network.onnx')",
  savedModel: 'convert it to ONNX: python -m tf2onnx.convert --saved-model FOLDER --output network.onnx',
  original: 'export the network that it was made from to ONNX',
  whole: 'save the whole network, as ONNX or with Keras’ model.save("network.keras")',
} as const

/** Whether a file is a zip archive in which a name is like that. */
function zipWith(pattern: RegExp): Kind['match'] {
  return (file) => {
    if (!startsWith(0x50, 0x4b, 0x03, 0x04)(file) || !existsSync(file.path)) return false
    using source = fileBytes(file.path)
    return namesIn(source).some((name) => pattern.test(name))
  }
}

/** The names in an archive; none where it is damaged. */
function namesIn(source: ByteSource): string[] {
  try {
    return readZip(source).map(({ name }) => name)
  } catch (cause) {
    if (cause instanceof DamageError) return []
    throw cause
  }
}

/** Files that people have at hand when a network is asked for, by their first bytes. The first that matches counts. */
const kinds: readonly Kind[] = [
  {
    description: 'a Git LFS pointer: the file itself was not downloaded ("git lfs pull" fetches it)',
    match: text(/^version https:\/\/git-lfs/),
  },
  {
    description: 'an OpenVINO network',
    way: ways.original,
    match: text(/^\s*(?:<\?xml[^>]*>\s*)?<net[\s>]/i),
  },
  {
    description: 'a web page, as servers send in place of a file; download it again',
    match: text(/^\s*(?:<!--.*?-->\s*)?<(?:!doctype|html|head|body|\?xml)/is),
  },
  {
    description: 'a TorchScript archive, which holds a program',
    way: ways.pytorch,
    match: zipWith(/(^|\/)(code\/|constants\.pkl$)/),
  },
  {
    description:
      'a PyTorch archive, which holds a Python pickle: reading one runs code, which is never done here',
    way: ways.pytorch,
    match: zipWith(/(^|\/)data\.pkl$/),
  },
  {
    description: 'an archive of NumPy arrays (.npz): weights without the network they are of',
    way: ways.whole,
    match: zipWith(/\.npy$/),
  },
  { description: "a Keras network's archive", match: zipWith(/^model\.weights\.(h5|json|npz)$/) },
  { description: 'a zip archive', match: startsWith(0x50, 0x4b, 0x03, 0x04) },
  {
    description: 'an HDF5 file, as Keras and "caffemodel.h5" are',
    match: startsWith(0x89, 0x48, 0x44, 0x46),
  },
  {
    description:
      "a Python pickle, as PyTorch's older .pt and .pth are: reading one runs code, which is never done here",
    way: ways.pytorch,
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
  {
    description: 'a TensorFlow Lite model',
    way: 'convert it to ONNX: python -m tf2onnx.convert --tflite model.tflite --output network.onnx',
    match: ({ head }) => head.toString('latin1', 4, 8) === 'TFL3',
  },
  {
    description: 'a TensorFlow SavedModel',
    way: ways.savedModel,
    match: ({ name, head }) => name === 'saved_model.pb' && head[0] === 0x08,
  },
  {
    description: 'a frozen TensorFlow graph',
    way: 'convert it to ONNX: python -m tf2onnx.convert --graphdef graph.pb --inputs image:0 --outputs scores:0 --output network.onnx',
    match: ({ name, head }) => /\.pb$/i.test(name) && head[0] === 0x0a,
  },
  { description: 'a Core ML model', way: ways.original, match: ({ name }) => /\.mlmodel$/i.test(name) },
  {
    description: 'a program in MLIR, as StableHLO is',
    way: ways.original,
    match: (file) => startsWith(0x4d, 0x4c, 0xef, 0x52)(file) || text(/^\s*module\b[^\n]*\{/)(file),
  },
  { description: 'a TensorRT engine', way: ways.original, match: text(/^(ptrt|ftrt)/) },
  { description: 'a GGUF file of a language model', match: text(/^GGUF/) },
  { description: 'a MATLAB file', way: ways.original, match: text(/^MATLAB 5\.0 MAT-file/) },
  { description: 'a Darknet network', way: ways.original, match: text(/^\s*(#[^\n]*\n\s*)*\[net(work)?\]/) },
  { description: 'an ncnn network', way: ways.original, match: text(/^7767517\s/) },
  {
    description: 'a safetensors file',
    way: 'its network.json is needed too: give the folder of both, or both paths with a comma between',
    match: text(/^.{5}\0\0\0\{"/s),
  },
  {
    description: "a Caffe solver's state (.solverstate)",
    match: (f) => protobuf(0x12)(f) && text(/caffemodel/)(f),
  },
  { description: 'an ONNX model', match: protobuf(0x12) },
  { description: 'a single Caffe blob, as a mean image (.binaryproto) is', match: protobuf(0x10) },
]

const kindOf = (file: FileSample): Kind | undefined => kinds.find((kind) => kind.match(file))

/** What a file is by its first bytes, to complete "this is …", or undefined where they say nothing. */
export const recogniseForeign = (file: FileSample): string | undefined => kindOf(file)?.description

/** What a file seems to be, for a message about one that no reader takes. */
export function describeFile(file: FileSample): string {
  return (
    recogniseForeign(file) ??
    (isBinary(file.head) ? 'a binary file of another kind' : 'a text file of another kind')
  )
}

/** What a file is and the way from it to a network that can be read, where there is one: a sentence's part that begins with "this is". */
export function wayOut(file: FileSample): string | undefined {
  const kind = kindOf(file)
  return kind?.way === undefined ? undefined : `this is ${kind.description}; ${kind.way}`
}

/** As `wayOut`, of a folder. */
export function folderWayOut(folder: string): string | undefined {
  if (existsSync(join(folder, 'saved_model.pb')))
    return `this is the folder of a TensorFlow SavedModel; ${ways.savedModel}`
  if (/\.mlpackage$/i.test(folder)) return `this is a Core ML package; ${ways.original}`
  return undefined
}
