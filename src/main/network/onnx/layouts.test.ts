import { beforeAll, describe, expect, it } from 'vitest'
import { startBackend } from '../../tensor/backend.ts'
import * as tf from '../../tensor/tf.ts'
import { floats, type GradientCase, ints, numbers } from './cases/case.ts'
import { type Given, runNode } from './fixtures.ts'
import { transpose } from './operator/transpose.ts'
import { KeptUploads } from './uploads.ts'
import type { Layout } from './value.ts'

const image: Given = { ...floats([2, 3, 4, 5]), layout: 'channels-last' }
const plainImage = floats([2, 3, 4, 5])
const small: Given = { ...floats([1, 3, 1, 1]), layout: 'channels-last' }

const cases: readonly (GradientCase & { layout: Layout })[] = [
  { operator: 'Add', about: 'a bias', inputs: [image, floats([3, 1, 1])], layout: 'channels-last' },
  { operator: 'Mul', about: 'a number', inputs: [numbers([2], []), image], layout: 'channels-last' },
  {
    operator: 'Mul',
    about: 'gates of channels',
    inputs: [image, floats([2, 3, 1, 1])],
    layout: 'channels-last',
  },
  { operator: 'Add', about: 'the larger one decides', inputs: [small, plainImage], layout: 'plain' },
  { operator: 'Add', about: 'a tie', inputs: [plainImage, image], layout: 'channels-last' },
  { operator: 'Concat', inputs: [image, plainImage], attributes: { axis: 1 }, layout: 'channels-last' },
  { operator: 'Slice', inputs: [image, ints([1]), ints([3]), ints([1])], layout: 'channels-last' },
  { operator: 'Pad', inputs: [image, ints([0, 0, 1, 1, 0, 0, 1, 1])], layout: 'channels-last' },
  { operator: 'ReduceMean', inputs: [image], attributes: { axes: [2, 3] }, layout: 'channels-last' },
  {
    operator: 'ReduceMean',
    about: 'flat',
    inputs: [image],
    attributes: { axes: [2, 3], keepdims: 0 },
    layout: 'plain',
  },
  { operator: 'Reshape', inputs: [image, ints([2, -1])], layout: 'plain' },
]

describe('the layout of a value', () => {
  beforeAll(async () => {
    await startBackend()
  })

  it.each(cases)(
    'is kept where that moves least: $operator $about',
    ({ operator, inputs, attributes = {}, layout }) => {
      expect(runNode(operator, inputs, { attributes, opset: 13 }).outputs[0]?.layout).toBe(layout)
    },
  )

  it.each([
    ['channels-last', [0, 2, 3, 1], 'plain'],
    ['plain', [0, 3, 1, 2], 'channels-last'],
  ] as const)('is turned for nothing: %s by %j', (layout, perm, turned) => {
    const shape = [2, 3, 4, 5]
    const node = { name: 'node', attributes: { perm }, opset: 17, outputs: 1 }
    const kernel = transpose.compile(node, [{ type: 'float32', shape }], new KeptUploads())
    tf.tidy(() => {
      const tensor = tf.zeros(layout === 'plain' ? shape : [2, 4, 5, 3])
      const { outputs, backward } = kernel.apply([{ tensor, type: 'float32', shape, layout }])
      expect(outputs[0]).toEqual({
        tensor,
        type: 'float32',
        shape: perm.map((axis) => shape[axis]),
        layout: turned,
      })
      const gradient = tf.ones(tensor.shape)
      expect(backward([gradient])[0]).toBe(gradient)
    })
  })
})
