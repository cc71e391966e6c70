import type { Weight } from '../../graph.ts'
import { type ByteSource, bufferBytes, DamageError } from '../byte-source.ts'
import type { Dataset } from '../hdf5/dataset.ts'
import { type Hdf5, readHdf5 } from '../hdf5/hdf5.ts'
import { readers } from '../number-types.ts'
import { readZip } from '../zip.ts'
import { namedVariables, placedVariables, type Variables } from './variables.ts'

/** A network as one of Keras' files holds it. */
export interface KerasFile {
  /** Keras' own description of the network. */
  readonly config: unknown
  readonly variables: Variables
  /** Keras' version, "" where the file does not say. */
  readonly version: string
}

const textLimit = 64 * 2 ** 20
const parts = { config: 'config.json', metadata: 'metadata.json', weights: 'model.weights.h5' } as const

/**
 * Reads a `.keras` archive: a ZIP of the description, and the variables in HDF5, which are read where they lie.
 * @throws {DamageError}
 */
export function readArchive(source: ByteSource): KerasFile {
  const entries = readZip(source)
  const part = (name: string): ByteSource => {
    const entry = entries.find((one) => one.name === name)
    if (entry === undefined) throw new DamageError(`it has no "${name}"`)
    return entry.open()
  }
  const config = json(part(parts.config), parts.config)
  const metadata = json(part(parts.metadata), parts.metadata)
  const { datasets } = readHdf5(part(parts.weights))
  return {
    config,
    variables: placedVariables(datasets.keys(), (name) => weightOf(datasets.get(name))),
    version: textIn(metadata, 'keras_version'),
  }
}

/** Whether an archive is one of Keras'. @throws {DamageError} where it is damaged */
export const isArchive = (source: ByteSource): boolean =>
  readZip(source).some(({ name }) => name === parts.config)

/**
 * Reads a `.h5` file, of Keras 2 or 3.
 * @throws {DamageError}, also where it holds weights alone
 */
export function readLegacy(source: ByteSource): KerasFile {
  const { texts, datasets }: Hdf5 = readHdf5(source)
  const config = texts.get('model_config')
  if (config === undefined)
    throw new DamageError(
      'it holds weights without the network (model.save_weights); save the whole of it with model.save("network.keras")',
    )
  const folder = 'model_weights/'
  const names = [...datasets.keys()]
    .filter((name) => name.startsWith(folder))
    .map((name) => name.slice(folder.length))
  return {
    config: json(bufferBytes(Buffer.from(config)), 'model_config'),
    variables: namedVariables(names, (name) => weightOf(datasets.get(`${folder}${name}`))),
    version: texts.get('keras_version') ?? '',
  }
}

/** Reads an array's numbers as float32. @throws {DamageError} */
function weightOf(dataset: Dataset | undefined): Weight {
  if (dataset === undefined) throw new DamageError('it is missing')
  const { type, shape } = dataset
  const reader = type.kind === 'float' ? readers[type.dtype] : undefined
  if (reader === undefined)
    throw new DamageError(`it holds numbers of type ${type.kind === 'other' ? type.description : type.kind}`)
  return { shape, data: reader.read(dataset.read()) }
}

function json(source: ByteSource, name: string): unknown {
  if (source.size > textLimit) throw new DamageError(`its "${name}" is too long`)
  try {
    return JSON.parse(source.read(0, source.size).toString('utf8'))
  } catch (cause) {
    if (cause instanceof DamageError) throw cause
    throw new DamageError(`its "${name}" is not JSON`, { cause })
  }
}

function textIn(value: unknown, key: string): string {
  const found =
    value instanceof Object && key in value ? Object.entries(value).find(([name]) => name === key)?.[1] : ''
  return typeof found === 'string' ? found : ''
}
