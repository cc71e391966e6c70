import { describe, expect, it } from 'vitest'
import { startBackend } from '../../tensor/backend.ts'
import * as tf from '../../tensor/tf.ts'
import { convolution } from './convolution.ts'
import { oneDnn } from './one-dnn.ts'

const backend = await startBackend()
const expected = backend.name === 'tensorflow' && process.arch === 'x64' && backend.threads > 0

describe('kernels of oneDNN', () => {
  it.skipIf(!expected)('are found in TensorFlow for x86 processors', () => {
    expect(oneDnn()).not.toBeNull()
  })

  it('are not used on another backend', async () => {
    await startBackend({ prefer: 'wasm' })
    expect(oneDnn()).toBeNull()
    await startBackend({ prefer: backend.name })
  })

  it('leave nothing behind', () => {
    const before = tf.memory().numTensors
    const bound = convolution.bind({ outputs: 2, kernel: [3, 3] })
    const weights = new Map([
      ['weight', { shape: [2, 1, 3, 3], data: new Float32Array(18) }],
      ['bias', { shape: [2], data: new Float32Array(2) }],
    ])
    const kernel = bound.compile(weights, [[1, 5, 5]])
    tf.tidy(() => {
      kernel.apply([tf.ones([1, 5, 5, 1])])
    })
    kernel.dispose()
    expect(tf.memory().numTensors).toBe(before)
  })
})
