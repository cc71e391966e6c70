import type { ElementType } from '../../onnx/value.ts'
import type { Message } from '../protobuf/message.ts'
import { finite } from './limits.ts'
import { numbersOf, type TensorPlaces, tensorHead } from './tensor.ts'
import { TensorError } from './tensor-error.ts'

/** A tensor as an attribute of a layer. */
export interface TensorAttribute {
  readonly type: ElementType
  readonly shape: readonly number[]
  readonly values: readonly number[]
}

/** Numbers that a description may hold by itself; larger tensors are weights, and integers of that number are no shapes. */
const mostValues = 2 ** 18

/** Why a node's attribute cannot be read, to complete "its attribute … ". */
export class AttributeError extends Error {
  override readonly name = 'AttributeError'
}

/**
 * A node's attributes under their names: floats and integers as numbers, texts, lists of them, and tensors.
 * @throws {AttributeError} for subgraphs and other kinds that no image network needs
 */
export function attributesOf(node: Message, places: TensorPlaces): Record<string, unknown> {
  const found: Record<string, unknown> = {}
  for (const attribute of node.messages('attribute')) {
    const name = attribute.text('name') ?? ''
    if (name !== '__proto__') found[name] = attributeValue(attribute, name, places)
  }
  return found
}

/** As a layer's attribute. Throws `TensorError`. */
export function tensorAttribute(tensor: Message, places: TensorPlaces): TensorAttribute {
  const { type, shape, count } = tensorHead(tensor)
  if (count > mostValues)
    throw new TensorError(
      `holds ${count} numbers of type ${type}: networks whose weights are integers (quantised ones) are not read`,
    )
  return { type, shape, values: Array.from(numbersOf(tensor, places), finite) }
}

/** By `AttributeProto.AttributeType`. */
function attributeValue(attribute: Message, name: string, places: TensorPlaces): unknown {
  switch (attribute.number('type') ?? guessed(attribute)) {
    case 1:
      return finite(attribute.number('f') ?? 0)
    case 2:
      return attribute.number('i') ?? 0
    case 3:
      return attribute.text('s') ?? ''
    case 4:
      try {
        return tensorAttribute(attribute.message('t'), places)
      } catch (cause) {
        if (cause instanceof TensorError) throw new AttributeError(`"${name}" ${cause.message}`, { cause })
        throw cause
      }
    case 5:
    case 10:
      throw new AttributeError(
        `"${name}" is a graph of its own: loops and branches (control flow) are not read, export the network without them`,
      )
    case 6:
      return attribute.numbers('floats').map(finite)
    case 7:
      return attribute.numbers('ints')
    case 8:
      return attribute.texts('strings')
    default:
      throw new AttributeError(`"${name}" is of a kind (sparse tensors, types) that is not read`)
  }
}

/** What an attribute is in files so old that they do not say. */
function guessed(attribute: Message): number {
  const kinds = ['f', 'i', 's', 't', 'g', 'floats', 'ints', 'strings']
  const numbers = [1, 2, 3, 4, 5, 6, 7, 8]
  return numbers[kinds.findIndex((kind) => attribute.has(kind))] ?? 0
}
