import { beforeAll, describe, expect, it } from 'vitest'
import type { BackendName } from '../src/contract/about.ts'
import { type GradientCase, laidAs, layoutsOf, nameOf } from '../src/main/network/onnx/cases/case.ts'
import { exactCases } from '../src/main/network/onnx/cases/exact-cases.ts'
import { networkCases } from '../src/main/network/onnx/cases/network-cases.ts'
import { tensorCases } from '../src/main/network/onnx/cases/tensor-cases.ts'
import { type Ran, runNodeAsync } from '../src/main/network/onnx/fixtures.ts'
import { countOf, type Layout } from '../src/main/network/onnx/value.ts'
import { availableBackends, startBackend } from '../src/main/tensor/backend.ts'

interface Row {
  readonly name: string
  readonly one: GradientCase
  readonly layout: Layout
}

const rows: readonly Row[] = [...exactCases, ...networkCases, ...tensorCases].flatMap((one) =>
  layoutsOf(one).map((layout) => ({ name: `${nameOf(one)} ${layout}`, one, layout })),
)

/** What WebGPU's shading language promises of sine, cosine and arc cosine: 2⁻¹¹. */
const COARSE = 2 ** -11
const coarse: Readonly<Partial<Record<BackendName, readonly string[]>>> = {
  webgpu: ['Sin', 'Cos', 'Tan', 'Acos'],
}

/** Rows that a backend cannot run, and why. */
const notOn: Readonly<Partial<Record<BackendName, Readonly<Record<string, string>>>>> = {}

/** Values and gradients of a row on the current backend. */
async function run({ one, layout }: Row): Promise<Ran> {
  const { operator, attributes = {}, opset = 17, outputs = 1 } = one
  const inputs = laidAs(one, layout)
  const made = await runNodeAsync(operator, inputs, { attributes, opset, outputs })
  const weights = made.outputs.map(({ shape, type }) =>
    type.includes('float')
      ? Array.from({ length: countOf(shape) }, (_, i) => Math.cos(1 + 2.3 * i))
      : undefined,
  )
  return runNodeAsync(operator, inputs, { attributes, opset, outputs, weights })
}

/**
 * Every row of the gradients' table on one backend, where this machine has it, against native TensorFlow, whose values are compared
 * with ONNX's evaluator's and whose gradients with finite differences elsewhere.
 */
export async function describeOnnxOperators(backend: BackendName, tolerance: number): Promise<void> {
  const available = await availableBackends()
  const both = available.includes(backend) && available.includes('tensorflow')
  describe.skipIf(!both)(`ONNX's operators on ${backend} agree with TensorFlow`, () => {
    const expected = new Map<string, Ran>()

    beforeAll(async () => {
      await startBackend({ prefer: 'tensorflow' })
      for (const row of rows) expected.set(row.name, await run(row))
      expect((await startBackend({ prefer: backend })).name).toBe(backend)
    })

    it.each(rows.filter(({ one }) => notOn[backend]?.[nameOf(one)] === undefined))('$name', async (row) => {
      const { outputs, gradients } = await run(row)
      const native = expected.get(row.name)
      const allowed = coarse[backend]?.includes(row.one.operator) === true ? COARSE : tolerance
      native?.outputs.forEach(({ data }, k) => {
        expectClose(outputs[k]?.data, data, allowed)
      })
      native?.gradients.forEach((gradient, i) => {
        if (gradient !== null) expectClose(gradients[i] ?? undefined, gradient, allowed)
      })
      expect(native).toBeDefined()
    })
  })
}

/** Within `tolerance` of the largest magnitude, or of 1. */
function expectClose(
  actual: readonly number[] | undefined,
  expected: readonly number[],
  tolerance: number,
): void {
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 1)
  const worst = expected.reduce(
    (most, value, i) => Math.max(most, Math.abs(value - (actual?.[i] ?? Number.NaN))),
    0,
  )
  expect(actual?.length).toBe(expected.length)
  expect(worst, `${actual?.join(' ')} is not ${expected.join(' ')}`).toBeLessThanOrEqual(tolerance * largest)
}
