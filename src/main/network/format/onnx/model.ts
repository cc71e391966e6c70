import type { ByteSource } from '../byte-source.ts'
import { fileError } from '../file.ts'
import type { Message } from '../protobuf/message.ts'
import { decode, WireError } from '../protobuf/wire.ts'
import { pruned } from './pruned.ts'
import { modelProto } from './schema.ts'

/** Versions of ONNX's operators that are read. */
const opsets = { oldest: 1, newest: 21 } as const

/** An ONNX model's description. Tensors' numbers are still in the file: see `tensor.ts`. */
export interface OnnxModel {
  readonly opset: number
  /** Who wrote it, as "pytorch 2.1.0"; may be empty. */
  readonly producer: string
  readonly graph: Message
  /** Operators that the model defines itself, as "domain.name". */
  readonly functions: ReadonlySet<string>
}

/** The domains of ONNX's own operators. */
export const isOwnDomain = (domain: string | undefined): boolean =>
  domain === undefined || domain === '' || domain === 'ai.onnx'

/**
 * Reads a model's description.
 * @param file the file's name, for messages
 * @throws NetworkFileError where it is damaged, no ONNX model, or of operators that are too old or too new
 */
export function readModel(source: ByteSource, file: string): OnnxModel {
  const model = decoded(source, file)
  if (!model.has('graph')) throw fileError(file, 'it is damaged, or no ONNX model: there is no graph in it')
  const imports = model.messages('opset_import').filter((set) => isOwnDomain(set.text('domain')))
  const opset = imports.at(-1)?.number('version') ?? 1
  if (opset < opsets.oldest || opset > opsets.newest) {
    const range = `${opsets.oldest} to ${opsets.newest} are read`
    throw fileError(
      file,
      `it is written for version ${opset} of ONNX's operators (opset), and ${range}: export it again with opset_version=17`,
    )
  }
  return {
    opset,
    producer: [model.text('producer_name'), model.text('producer_version')].filter(Boolean).join(' '),
    graph: model.message('graph'),
    functions: new Set(
      model.messages('functions').map((one) => `${one.text('domain') ?? ''}.${one.text('name') ?? ''}`),
    ),
  }
}

function decoded(source: ByteSource, file: string): Message {
  try {
    return decode(modelProto, pruned(source, modelProto))
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    throw fileError(file, `it is damaged, cut short, or no ONNX model: ${error.message}`, error)
  }
}
