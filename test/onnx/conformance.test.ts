import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { startBackend } from '../../src/main/tensor/backend.ts'
import { lightNetworks } from './cases.ts'
import { excuseOf, resultsOf, tableOf } from './results.ts'
import { lightFailureOf } from './run-case.ts'
import { backendData } from './wheel.ts'

const data = await backendData()
const folder = 'folder' in data ? data.folder : undefined
const about = 'missing' in data ? ` (skipped: ${data.missing})` : ''

describe.skipIf(folder === undefined)(`ONNX's backend tests${about}`, () => {
  beforeAll(async () => {
    await startBackend()
  })

  it('pass for the operators that are there, as docs/onnx.md says', () => {
    const results = resultsOf(folder ?? '')
    const unexcused = results.filter((result) => result.failure !== null && excuseOf(result) === undefined)
    expect(unexcused).toEqual([])
    const page = readFileSync(join(import.meta.dirname, '../../docs/onnx.md'), 'utf8')
    expect(page).toContain(tableOf(results))
  })

  it.each(folder === undefined ? [] : lightNetworks(folder))('$name gives what ONNX says', (network) => {
    expect(lightFailureOf(network)).toBeNull()
  })
})
