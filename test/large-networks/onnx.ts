import { type Chain, numbersOf, writeParts } from './chain.ts'
import { field, text, varint, whole } from './protobuf.ts'

/** The chain as an ONNX model. @returns its path */
export function writeOnnxChain(folder: string, { products }: Chain): string {
  const path = `${folder}/chain.onnx`
  const nodes = products.flatMap(({ name }, i) => {
    const input = products[i - 1]?.name ?? 'flat'
    return node('MatMul', [input, `${name}/weight`], name)
  })
  const graph = [...node('Flatten', ['image'], 'flat'), ...nodes, ...text(2, 'chain')]
  const last = products.at(-1)
  const ends = [
    ...field(11, ...value('image', [1, 3, 8, 8])),
    ...field(12, ...value(last?.name ?? '', [1, last?.outputs ?? 0])),
  ]
  const sizeOf = (parts: readonly Uint8Array[]) => parts.reduce((sum, part) => sum + part.length, 0)
  /** The lengths must be known before the numbers are made. */
  const tensors = products.map((product) => {
    const head = [
      ...whole(1, product.inputs),
      ...whole(1, product.outputs),
      ...whole(2, 1),
      ...text(8, `${product.name}/weight`),
    ]
    const bytes = product.inputs * product.outputs * 4
    const raw = [varint(9 * 8 + 2), varint(bytes)]
    const inner = [...head, ...raw]
    return { product, head: [varint(5 * 8 + 2), varint(sizeOf(inner) + bytes), ...inner], bytes }
  })
  const whole7 =
    sizeOf(graph) + sizeOf(ends) + tensors.reduce((sum, { head, bytes }) => sum + sizeOf(head) + bytes, 0)
  writeParts(
    path,
    (function* () {
      yield* whole(1, 8)
      yield* field(8, ...text(1, ''), ...whole(2, 13))
      yield* [varint(7 * 8 + 2), varint(whole7)]
      yield* graph
      for (const { product, head } of tensors) {
        yield* head
        yield numbersOf(product)
      }
      yield* ends
    })(),
  )
  return path
}

const node = (type: string, inputs: readonly string[], output: string): Uint8Array[] =>
  field(
    1,
    ...inputs.flatMap((name) => text(1, name)),
    ...text(2, output),
    ...text(3, output),
    ...text(4, type),
  )

function value(name: string, sizes: readonly number[]): Uint8Array[] {
  const shape = sizes.flatMap((size) => field(1, ...whole(1, size)))
  return [...text(1, name), ...field(2, ...field(1, ...whole(1, 1), ...field(2, ...shape)))]
}
