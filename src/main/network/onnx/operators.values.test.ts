import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { startBackend } from '../../tensor/backend.ts'
import { type GradientCase, laidAs, layoutsOf, nameOf } from './cases/case.ts'
import { exactCases } from './cases/exact-cases.ts'
import { networkCases } from './cases/network-cases.ts'
import { tensorCases } from './cases/tensor-cases.ts'
import { runNode } from './fixtures.ts'

const cases = [...exactCases, ...networkCases, ...tensorCases]

/** What ONNX's reference evaluator makes of the rows, as `test/peers/onnx_values.py` recorded it, or what it lacks for them. */
const recorded = z
  .record(
    z.string(),
    z.union([
      z.object({ outputs: z.array(z.object({ shape: z.array(z.int()), data: z.array(z.number()) })) }),
      z.object({ lacks: z.string() }),
    ]),
  )
  .parse(
    JSON.parse(readFileSync(join(import.meta.dirname, '../../../../test/golden/onnx-values.json'), 'utf8')),
  )

const expectedOf = (one: GradientCase) => {
  const record = recorded[nameOf(one)]
  return record !== undefined && 'outputs' in record ? record.outputs : []
}

describe("ONNX's operators", () => {
  beforeAll(async () => {
    await startBackend()
  })

  it('have a recorded value for every row, told apart by its name', () => {
    const names = cases.map(nameOf)
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([])
    expect(names.filter((name) => !Object.hasOwn(recorded, name))).toEqual([])
  })

  const rows = cases
    .filter((one) => expectedOf(one).length > 0)
    .flatMap((one) => layoutsOf(one).map((layout) => ({ name: `${nameOf(one)} ${layout}`, one, layout })))

  it.each(rows)('make what the reference evaluator makes: $name', ({ one, layout }) => {
    const { operator, attributes = {}, opset = 17, outputs = 1 } = one
    const ran = runNode(operator, laidAs(one, layout), { attributes, opset, outputs })
    for (const [k, { shape, data }] of expectedOf(one).entries()) {
      const found = ran.outputs[k]
      expect(found?.shape).toEqual(shape)
      const largest = data.reduce((most, value) => Math.max(most, Math.abs(value)), 1)
      const worst = data.reduce(
        (most, value, i) => Math.max(most, Math.abs(value - (found?.data[i] ?? Number.NaN))),
        0,
      )
      expect(worst, `${found?.data.join(' ')} is not ${data.join(' ')}`).toBeLessThan(5e-6 * largest)
    }
  })
})
