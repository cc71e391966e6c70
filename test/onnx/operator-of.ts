import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bufferBytes } from '../../src/main/network/format/byte-source.ts'
import { pruned } from '../../src/main/network/format/onnx/pruned.ts'
import { modelProto } from '../../src/main/network/format/onnx/schema.ts'
import { decode } from '../../src/main/network/format/protobuf/wire.ts'
import type { BackendCase } from './cases.ts'

/** Operators that only prepare what the tested one is given. */
const preparing = new Set(['Constant', 'Identity'])

/**
 * The operator that a case tests. A case whose name ends with "_expanded" writes one operator with others, and is about that one.
 */
export function operatorOf({ name, folder }: BackendCase): string {
  const whole = folder.replace(/_expanded(_ver\d+)?$/, '')
  const of = whole !== folder && existsSync(whole) ? whole : folder
  const types = operatorsIn(join(of, 'model.onnx'))
  const tested = types.filter((type) => !preparing.has(type))
  return tested.at(0) ?? types.at(0) ?? name
}

/** The operators of a model's nodes, in their order. */
export function operatorsIn(path: string): string[] {
  const model = decode(modelProto, pruned(bufferBytes(readFileSync(path)), modelProto))
  return model
    .message('graph')
    .messages('node')
    .map((node) => node.text('op_type') ?? '')
}
