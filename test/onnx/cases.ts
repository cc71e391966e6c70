import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bufferBytes } from '../../src/main/network/format/byte-source.ts'
import { ExternalFiles } from '../../src/main/network/format/onnx/external.ts'
import { type OnnxGraph, onnxGraph } from '../../src/main/network/format/onnx/graph.ts'
import { readModel } from '../../src/main/network/format/onnx/model.ts'
import { pruned } from '../../src/main/network/format/onnx/pruned.ts'
import { tensorProto } from '../../src/main/network/format/onnx/schema.ts'
import { numbersOf, tensorHead } from '../../src/main/network/format/onnx/tensor.ts'
import { decode } from '../../src/main/network/format/protobuf/wire.ts'
import type { Constant } from '../../src/main/network/onnx/value.ts'

/** Which of ONNX's collections a case is from. */
export type Collection = 'node' | 'pytorch-converted' | 'pytorch-operator' | 'simple'

/** One case of ONNX's backend tests: a model with what it is given and must give. */
export interface BackendCase {
  readonly collection: Collection
  readonly name: string
  readonly folder: string
}

/** The cases of a collection, by name. */
export function casesOf(data: string, collection: Collection): BackendCase[] {
  return readdirSync(join(data, collection))
    .filter((name) => name.startsWith('test_'))
    .sort()
    .map((name) => ({ collection, name, folder: join(data, collection, name) }))
}

/** The networks whose weights are made by their own nodes, by name. */
export function lightNetworks(data: string): { name: string; model: string; output: string }[] {
  const folder = join(data, 'light')
  return readdirSync(folder)
    .filter((file) => file.endsWith('.onnx'))
    .sort()
    .map((file) => {
      const name = file.replace(/\.onnx$/, '')
      return { name, model: join(folder, file), output: join(folder, `${name}_output_0.pb`) }
    })
}

/** A case's graph; throws `NetworkFileError` for one that is not read. */
export function caseGraph(path: string): OnnxGraph {
  const source = bufferBytes(readFileSync(path))
  using external = new ExternalFiles(path)
  return onnxGraph(readModel(source, 'model.onnx'), { source, external }, 'model.onnx')
}

/** The tensors in `input_0.pb`, `input_1.pb` … or `output_0.pb` … of a case. */
export function caseTensors(folder: string, kind: 'input' | 'output'): Constant[] {
  const found: Constant[] = []
  for (let i = 0; ; i++) {
    const path = join(folder, 'test_data_set_0', `${kind}_${i}.pb`)
    if (!existsSync(path)) return found
    found.push(readTensor(path))
  }
}

/** A file that holds one tensor. */
export function readTensor(path: string): Constant {
  const source = bufferBytes(readFileSync(path))
  const tensor = decode(tensorProto, pruned(source, tensorProto))
  using external = new ExternalFiles(path)
  const { type, shape } = tensorHead(tensor)
  return { type, shape, data: numbersOf(tensor, { source, external }) }
}
