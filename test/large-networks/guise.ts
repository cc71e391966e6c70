import { mkdirSync, writeFileSync } from 'node:fs'
import { type Chain, numbersOf, writeParts } from './chain.ts'

/** The chain as a folder of our own format. @returns the folder */
export function writeGuiseChain(folder: string, { products }: Chain): string {
  const place = `${folder}/chain`
  mkdirSync(place)
  const layers = products.map(({ name, outputs }, i) => ({
    name,
    type: 'InnerProduct',
    bottoms: [products[i - 1]?.name ?? 'data'],
    tops: [name],
    params: { outputs, bias: false },
  }))
  const input = { blob: 'data', shape: [3, 8, 8] }
  const card = { title: 'chain', inputSize: [8, 8], channelOrder: 'RGB', mean: [0, 0, 0], fit: 'squash' }
  const network = { format: 'guise-network', version: 1, graph: { name: 'chain', input, layers }, card }
  writeFileSync(`${place}/network.json`, JSON.stringify(network))
  let offset = 0
  const header = Object.fromEntries(
    products.map(({ name, inputs, outputs }) => {
      const end = offset + inputs * outputs * 4
      const entry = { dtype: 'F32', shape: [outputs, inputs], data_offsets: [offset, end] }
      offset = end
      return [`${name}/weight`, entry]
    }),
  )
  const json = Buffer.from(JSON.stringify(header))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(json.length))
  writeParts(`${place}/weights.safetensors`, [length, json, ...lazily(products)])
  return place
}

function* lazily(products: Chain['products']): Generator<Uint8Array> {
  for (const product of products) yield numbersOf(product)
}
