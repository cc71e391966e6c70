import { mkdirSync, writeFileSync } from 'node:fs'
import { type Chain, numbersOf, writeParts } from './chain.ts'

/** The chain as a TensorFlow.js graph model, a file of weights a product. @returns its folder */
export function writeTensorflowChain(folder: string, { products }: Chain): string {
  const place = `${folder}/chain-tensorflow`
  mkdirSync(place)
  const shape = { shape: { dim: [-1, 8, 8, 3].map((size) => ({ size })) } }
  const constant = (name: string) => ({ name, op: 'Const' })
  const node = [
    { name: 'image', op: 'Placeholder', attr: { shape } },
    constant('flat/shape'),
    { name: 'flat', op: 'Reshape', input: ['image', 'flat/shape'] },
    ...products.flatMap(({ name }, i) => [
      constant(`${name}/weight`),
      { name, op: 'MatMul', input: [products[i - 1]?.name ?? 'flat', `${name}/weight`] },
    ]),
  ]
  const manifest = products.map((product) => {
    writeParts(`${place}/${product.name}.bin`, [numbersOf(product)])
    const weight = {
      name: `${product.name}/weight`,
      shape: [product.inputs, product.outputs],
      dtype: 'float32',
    }
    return { paths: [`${product.name}.bin`], weights: [weight] }
  })
  writeFileSync(`${place}/shape.bin`, Buffer.from(Int32Array.of(-1, 192).buffer))
  const weights = [{ name: 'flat/shape', shape: [2], dtype: 'int32' }]
  const weightsManifest = [...manifest, { paths: ['shape.bin'], weights }]
  writeFileSync(`${place}/model.json`, JSON.stringify({ modelTopology: { node }, weightsManifest }))
  return place
}
