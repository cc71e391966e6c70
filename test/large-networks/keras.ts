import { type Chain, numbersOf, writeParts } from './chain.ts'

/** The chain as a `.keras` archive: a ZIP, nothing packed, with an HDF5 file in it. @returns its path */
export function writeKerasChain(folder: string, { products }: Chain): string {
  const path = `${folder}/chain.keras`
  const layers = [
    { class_name: 'InputLayer', config: { name: 'image', batch_shape: [null, 8, 8, 3] } },
    { class_name: 'Flatten', config: { name: 'flatten' } },
    ...products.map(({ name, outputs }) => ({
      class_name: 'Dense',
      config: { name, units: outputs, use_bias: false, activation: 'linear' },
    })),
  ]
  const config = { class_name: 'Sequential', config: { name: 'chain', layers } }
  const files: [string, Uint8Array[], number][] = [
    ['config.json', [Buffer.from(JSON.stringify(config))], 0],
    ['metadata.json', [Buffer.from('{"keras_version": "3.15.1"}')], 0],
    [
      'model.weights.h5',
      hdf5Heads(products),
      products.reduce((sum, one) => sum + one.inputs * one.outputs * 4, 0),
    ],
  ]
  writeParts(
    path,
    (function* () {
      const table: Buffer[] = []
      let at = 0
      for (const [name, heads, numbers] of files) {
        const size = heads.reduce((sum, part) => sum + part.length, numbers)
        const local = record(0x04034b50, [20, 0, 0, 0, 0], size, name, [])
        table.push(record(0x02014b50, [20, 20, 0, 0, 0, 0], size, name, [0, 0, 0, 0, 0, at]))
        at += local.length + size
        yield local
        yield* heads
        if (numbers > 0) for (const product of products) yield numbersOf(product)
      }
      const end = Buffer.alloc(22)
      end.writeUInt32LE(0x06054b50, 0)
      end.writeUInt16LE(table.length, 8)
      end.writeUInt16LE(table.length, 10)
      end.writeUInt32LE(
        table.reduce((sum, one) => sum + one.length, 0),
        12,
      )
      end.writeUInt32LE(at, 16)
      yield* [...table, end]
    })(),
  )
  return path
}

/** A file's entry in the archive or in its table. */
function record(signature: number, shorts: number[], size: number, name: string, further: number[]): Buffer {
  const head = Buffer.alloc(4 + shorts.length * 2 + 12 + 4)
  head.writeUInt32LE(signature, 0)
  shorts.forEach((value, i) => {
    head.writeUInt16LE(value, 4 + i * 2)
  })
  const at = 4 + shorts.length * 2
  head.writeUInt32LE(size, at + 4)
  head.writeUInt32LE(size, at + 8)
  head.writeUInt16LE(name.length, at + 12)
  const rest = Buffer.alloc(further.length === 0 ? 0 : 14)
  if (further.length > 0) rest.writeUInt32LE(further.at(-1) ?? 0, 10)
  return Buffer.concat([head, rest, Buffer.from(name)])
}

/**
 * Everything of the HDF5 file but the numbers, which follow in order: a superblock, and objects with headers of version 1 whose groups
 * name their members by links.
 */
function hdf5Heads(products: Chain['products']): Uint8Array[] {
  const superblock = Buffer.alloc(96)
  superblock.write('\x89HDF\r\n\x1a\n', 0, 'latin1')
  superblock.set([0, 0, 0, 0, 0, 8, 8, 0], 8)
  const parts: Buffer[] = []
  let at = superblock.length
  const put = (messages: Buffer[]): bigint => {
    const body = Buffer.concat(messages)
    const head = Buffer.alloc(16)
    head.writeUInt8(1, 0)
    head.writeUInt16LE(messages.length, 2)
    head.writeUInt32LE(body.length, 8)
    parts.push(head, body)
    const address = BigInt(at)
    at += 16 + body.length
    return address
  }
  const group = (members: [string, bigint][]) => put(members.map(([name, address]) => link(name, address)))
  const sizes = products.map(({ inputs, outputs }) => inputs * outputs * 4)
  // Every address is as long as any other, so where the numbers begin can be told by writing twice.
  const write = (start: number): bigint => {
    let offset = start
    const layers = products.map((product, i): [string, bigint] => {
      const kernel = put(dataset([product.inputs, product.outputs], offset, sizes[i] ?? 0))
      offset += sizes[i] ?? 0
      return [i === 0 ? 'dense' : `dense_${i}`, group([['vars', group([['0', kernel]])]])]
    })
    return group([['layers', group(layers)]])
  }
  write(0)
  const start = at
  parts.length = 0
  at = superblock.length
  superblock.writeBigUInt64LE(write(start), 64)
  return [superblock, ...parts]
}

function message(type: number, body: Buffer): Buffer {
  const padded = Buffer.concat([Buffer.alloc(8), body, Buffer.alloc(-body.length & 7)])
  padded.writeUInt16LE(type, 0)
  padded.writeUInt16LE(padded.length - 8, 2)
  return padded
}

function link(name: string, address: bigint): Buffer {
  const tail = Buffer.alloc(8)
  tail.writeBigUInt64LE(address)
  return message(6, Buffer.concat([Buffer.from([1, 0, name.length]), Buffer.from(name), tail]))
}

function dataset(shape: readonly number[], address: number, size: number): Buffer[] {
  const space = Buffer.alloc(8 + shape.length * 8)
  space.set([1, shape.length])
  shape.forEach((axis, i) => {
    space.writeBigUInt64LE(BigInt(axis), 8 + i * 8)
  })
  const float = Buffer.from([0x11, 0x20, 31, 0, 4, 0, 0, 0, 0, 0, 32, 0, 23, 8, 0, 23, 127, 0, 0, 0])
  const layout = Buffer.alloc(18)
  layout.set([3, 1])
  layout.writeBigUInt64LE(BigInt(address), 2)
  layout.writeBigUInt64LE(BigInt(size), 10)
  return [message(1, space), message(3, float), message(8, layout)]
}
