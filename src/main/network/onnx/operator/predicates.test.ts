import { beforeAll, describe, expect, it } from 'vitest'
import { startBackend } from '../../../tensor/backend.ts'
import { numbers } from '../cases/case.ts'
import { runNode } from '../fixtures.ts'
import { onnxOperators } from '../registry.ts'

const { NaN: none, POSITIVE_INFINITY: above, NEGATIVE_INFINITY: below } = Number
const given = numbers([0, none, above, below, -3.5])

describe('IsNaN and IsInf', () => {
  beforeAll(async () => {
    await startBackend()
  })

  it.each([
    ['IsNaN', {}, [0, 1, 0, 0, 0]],
    ['IsInf', {}, [0, 0, 1, 1, 0]],
    ['IsInf', { detect_negative: 0 }, [0, 0, 1, 0, 0]],
    ['IsInf', { detect_positive: 0 }, [0, 0, 0, 1, 0]],
    ['IsInf', { detect_positive: 0, detect_negative: 0 }, [0, 0, 0, 0, 0]],
  ])('tell numbers apart, run and folded: %s %o', (operator, attributes, expected) => {
    const [ran] = runNode(operator, [given], { attributes }).outputs
    expect(ran?.data).toEqual(expected)
    const node = { name: 'node', attributes, opset: 17, outputs: 1 }
    const [folded] = onnxOperators.get(operator)?.fold?.(node, [given]) ?? []
    expect([...Array.from(folded?.data ?? [])]).toEqual(expected)
  })
})
