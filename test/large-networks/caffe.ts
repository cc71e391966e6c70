import { writeFileSync } from 'node:fs'
import { type Chain, numbersOf, writeParts } from './chain.ts'
import { field, text, varint, whole } from './protobuf.ts'

/** The chain as Caffe's two files in a folder. @returns their paths, the weights' last */
export function writeCaffeChain(folder: string, { products }: Chain): string[] {
  const [prototxt, caffemodel] = [`${folder}/deploy.prototxt`, `${folder}/chain.caffemodel`]
  const layers = products.map(({ name, outputs }, i) => {
    const bottom = products[i - 1]?.name ?? 'data'
    const params = `inner_product_param { num_output: ${outputs} bias_term: false }`
    return `layer { name: "${name}" type: "InnerProduct" bottom: "${bottom}" top: "${name}" ${params} }`
  })
  const input = 'input: "data" input_dim: 1 input_dim: 3 input_dim: 8 input_dim: 8'
  writeFileSync(prototxt, `name: "chain" ${input}\n${layers.join('\n')}\n`)
  writeParts(caffemodel, caffemodelParts(products))
  return [prototxt, caffemodel]
}

function* caffemodelParts(products: Chain['products']): Generator<Uint8Array> {
  yield* text(1, 'chain')
  for (const product of products) {
    const shape = field(7, ...field(1, varint(product.outputs), varint(product.inputs)))
    const blob = [...shape, ...field(5, numbersOf(product))]
    yield* field(
      100,
      ...text(1, product.name),
      ...text(2, 'InnerProduct'),
      ...whole(10, 1),
      ...field(7, ...blob),
    )
  }
}
