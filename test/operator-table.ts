import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { BackendName } from '../src/contract/about.ts'
import type { Shape } from '../src/main/network/graph.ts'
import { fromCaffeOrder, toCaffeOrder, units } from '../src/main/network/operator/layout.ts'
import { operators } from '../src/main/network/operator/registry.ts'
import { availableBackends, startBackend } from '../src/main/tensor/backend.ts'
import * as tf from '../src/main/tensor/tf.ts'

const arraySchema = z.object({ shape: z.array(z.int()), data: z.array(z.number()) })
type RecordedArray = z.infer<typeof arraySchema>

const caseSchema = z.object({
  name: z.string(),
  type: z.string(),
  params: z.record(z.string(), z.unknown()),
  inputs: z.array(arraySchema),
  weights: z.record(z.string(), arraySchema),
  cotangents: z.array(arraySchema),
  outputs: z.array(arraySchema),
  gradients: z.array(arraySchema),
})
export type OperatorCase = z.infer<typeof caseSchema>

/** What PyTorch makes of every operator, as `test/peers/operators.py` recorded it. */
export const recorded = z
  .object({ divisor: z.number(), cases: z.array(caseSchema) })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'golden/operators.json'), 'utf8')))

/** Inputs, weights and cotangents are recorded as whole numbers. */
const real = (whole: RecordedArray): Float32Array =>
  Float32Array.from(whole.data, (value) => value / recorded.divisor)

/** A recorded array as the tensor an operator takes. */
function tensor(array: RecordedArray): tf.Tensor {
  const [batch = 0, ...shape] = array.shape
  return fromCaffeOrder(tf.tensor2d(real(array), [batch, units(shape)]), shape)
}

/** An operator's outputs and input gradients on the current backend, in Caffe's order. */
export function run({ type, params, inputs, weights, cotangents }: OperatorCase) {
  const operator = operators.get(type)
  if (operator === undefined) throw new Error(`there is no operator ${type}`)
  const bound = operator.bind(params)
  const shapes: Shape[] = inputs.map(({ shape }) => shape.slice(1))
  const kernel = bound.compile(
    new Map(
      Object.entries(weights).map(([role, array]) => [role, { shape: array.shape, data: real(array) }]),
    ),
    shapes,
  )
  const tensors = tf.tidy(() => {
    const applied = kernel.apply(inputs.map(tensor))
    const gradients = applied.backward(cotangents.map(tensor))
    return [applied.outputs, gradients].map((values) => values.map((value) => tf.clone(toCaffeOrder(value))))
  })
  kernel.dispose()
  return { tensors, shapes: bound.shapes(shapes), weightShapes: bound.weights(shapes) }
}

/** The table of every operator's value and gradient, run on one backend where this machine has it. */
export async function describeOperators(backend: BackendName, tolerance: number): Promise<void> {
  const available = (await availableBackends()).includes(backend)
  describe.skipIf(!available)(`operators on ${backend} agree with PyTorch`, () => {
    beforeAll(async () => {
      expect((await startBackend({ prefer: backend })).name).toBe(backend)
    })
    it.each(recorded.cases)('$name', async (recordedCase) => {
      const { tensors, shapes, weightShapes } = run(recordedCase)
      expect(shapes).toEqual(recordedCase.outputs.map(({ shape }) => shape.slice(1)))
      expect(Object.fromEntries(weightShapes)).toEqual(
        Object.fromEntries(Object.entries(recordedCase.weights).map(([role, { shape }]) => [role, shape])),
      )
      for (const [i, expected] of [recordedCase.outputs, recordedCase.gradients].entries())
        for (const [j, array] of expected.entries())
          expectClose((await tensors[i]?.[j]?.data<'float32'>()) ?? [], array.data, tolerance)
    })
  })
}

/** Within `tolerance` of the largest magnitude, number by number. */
function expectClose(actual: ArrayLike<number>, expected: readonly number[], tolerance: number): void {
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const worst = expected.reduce(
    (most, value, i) => Math.max(most, Math.abs((actual[i] ?? Number.NaN) - value)),
    0,
  )
  expect(actual.length).toBe(expected.length)
  expect(worst, `largest ${largest}`).toBeLessThanOrEqual(tolerance * largest)
}
