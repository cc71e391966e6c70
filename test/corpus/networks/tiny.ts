import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodeNet, encodeNumbers, type TestBlob, type TestLayer } from './encode.ts'

/** Numbers that tell where they stand: 1/64, 2/64, … */
export const counting = (count: number): number[] => Array.from({ length: count }, (_, i) => (i + 1) / 64)

const blob = (...shape: number[]): TestBlob => ({
  shape,
  data: counting(shape.reduce((product, size) => product * size, 1)),
})

/** The smallest network with everything: 3 × 8 × 8, a grouped convolution in place, pooling, LRN, four classes. */
export const tinyPrototxt = `name: "Tiny"
input: "data"
input_dim: 1 input_dim: 3 input_dim: 8 input_dim: 8
layer { name: "conv1" type: "Convolution" bottom: "data" top: "conv1"
  convolution_param { num_output: 6 kernel_size: 3 pad: 1 group: 3 } }
layer { name: "relu1" type: "ReLU" bottom: "conv1" top: "conv1" }
layer { name: "norm1" type: "LRN" bottom: "conv1" top: "norm1" lrn_param { local_size: 5 alpha: 0.0001 beta: 0.75 } }
layer { name: "pool1" type: "Pooling" bottom: "norm1" top: "pool1"
  pooling_param { pool: MAX kernel_size: 3 stride: 2 } }
layer { name: "fc2" type: "InnerProduct" bottom: "pool1" top: "fc2" inner_product_param { num_output: 4 } }
layer { name: "prob" type: "Softmax" bottom: "fc2" top: "prob" }
`

/** The tiny network's layers that have weights. pool1 is 6 × 4 × 4. */
export const tinyLayers: readonly TestLayer[] = [
  {
    name: 'conv1',
    type: 'Convolution',
    bottoms: ['data'],
    tops: ['conv1'],
    blobs: [blob(6, 1, 3, 3), blob(6)],
    params: { field: 106, bytes: encodeNumbers({ 1: 6, 3: 1, 4: 3, 5: 3 }) },
  },
  {
    name: 'fc2',
    type: 'InnerProduct',
    bottoms: ['pool1'],
    tops: ['fc2'],
    blobs: [blob(4, 96), blob(4)],
    params: { field: 117, bytes: encodeNumbers({ 1: 4 }) },
  },
]

export const tinyModel = (): Buffer => encodeNet('Tiny', tinyLayers)

/** The tiny network's layers with other blobs for one of them. */
export function withBlobs(name: string, blobs: readonly TestBlob[]): TestLayer[] {
  return tinyLayers.map((layer) => (layer.name === name ? { ...layer, blobs } : layer))
}

/** A folder for one test's files, gone at the end of the scope. */
export class TestFolder {
  readonly path: string

  private constructor(path: string) {
    this.path = path
  }

  static async create(): Promise<TestFolder> {
    return new TestFolder(await mkdtemp(join(tmpdir(), 'guise-test-')))
  }

  /** Writes a file and gives its path. */
  async write(name: string, content: string | Uint8Array): Promise<string> {
    const path = join(this.path, name)
    await writeFile(path, content)
    return path
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.path, { recursive: true, force: true })
  }
}
