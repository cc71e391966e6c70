/**
 * Keeps the representations of a noise dataset in the folder it is given, in chunks of eight rows, and says so after each; ends with
 * the sentence of what goes wrong. A test kills it, or runs it on a small disk.
 */
import { FeatureStore } from '../../src/main/feature/store.ts'
import { seeded } from '../tiny-network.ts'

const [, , root = '', count = '0'] = process.argv

/** Wide enough for chunks of the fewest rows, eight megabytes each. */
const WIDTH = 2 ** 19

const identity = {
  network: 'n',
  layer: 'conv',
  pooling: 'none',
  dataset: 'd',
  preprocessing: 'p',
  precision: 'float16',
} as const

try {
  const store = await FeatureStore.create(root, identity, { count: Number(count), width: WIDTH })
  for (const chunk of await store.missing({ verify: true })) {
    const { start, end } = store.range(chunk)
    const values = new Float32Array((end - start) * WIDTH).fill(seeded(chunk)())
    await store.write(chunk, values, new Uint8Array(end - start).fill(1))
    process.stdout.write(`kept ${chunk}\n`)
  }
} catch (error) {
  process.stdout.write(`${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}\n`)
}
