import { existsSync, statSync } from 'node:fs'
import { basename, dirname, extname, isAbsolute, join, normalize } from 'node:path'
import { type ByteSource, DamageError, fileBytes } from './byte-source.ts'
import { drawnFormat, type UseNetwork } from './drawn-format.ts'
import { type FileSample, fileError, readWhole, sampleFile } from './file.ts'
import { guiseFiles } from './guise.ts'
import { LayerFault } from './keras/layer/layer.ts'
import { tensorflowNetwork } from './tensorflow/model.ts'
import { NodeFault } from './tensorflow/op/op.ts'

/** The file that describes a model; the others are named in it. */
export const modelFile = 'model.json'
const modelLimit = 256 * 2 ** 20

/** TensorFlow.js': a `model.json`, or the folder it is in, and if wanted a card. Its weights lie in files beside it. */
export const tensorflowFormat = drawnFormat({
  origin: 'tensorflow',
  description: `${modelFile} of TensorFlow.js[,card.json]`,
  async match(path) {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
      return existsSync(join(path, modelFile)) && !existsSync(join(path, guiseFiles.network))
    const name = basename(path).toLowerCase()
    if (name === modelFile) return true
    return extname(name) === '.json' && existsSync(path) && isModel(await sampleFile(path))
  },
  withNetwork,
})

/** By its first bytes: a model of another name than the usual. */
const isModel = ({ head }: FileSample): boolean =>
  /"(modelTopology|weightsManifest|graph-model|layers-model)"/.test(head.toString('latin1'))

async function withNetwork<T>(given: string, use: UseNetwork<T>): Promise<T> {
  const isFolder = statSync(given, { throwIfNoEntry: false })?.isDirectory()
  const path = isFolder ? join(given, modelFile) : given
  const text = (await readWhole(await sampleFile(path), modelLimit)).toString('utf8')
  using files = new DisposableStack()
  const open = (name: string): ByteSource => {
    if (isAbsolute(name) || normalize(name).startsWith('..') || name.includes('\\'))
      throw new DamageError(`it names a file outside of its folder ("${name}")`)
    const shard = join(dirname(path), name)
    if (!existsSync(shard)) throw new DamageError(`its weights are in "${name}", which is not beside it`)
    return files.use(fileBytes(shard))
  }
  return readTensorflow(text, open, { file: basename(path), title: basename(dirname(path)) }, use)
}

/** As the format does, of a text and bytes at hand. @throws NetworkFileError */
export function readTensorflow<T>(
  text: string,
  open: (name: string) => ByteSource,
  { file, title }: { readonly file: string; readonly title: string },
  use: UseNetwork<T>,
): T {
  try {
    return use(file, tensorflowNetwork(text, open, title))
  } catch (cause) {
    if (cause instanceof DamageError) throw fileError(file, `it cannot be read: ${cause.message}`, cause)
    if (cause instanceof LayerFault || cause instanceof NodeFault) throw fileError(file, cause.message, cause)
    throw cause
  }
}
