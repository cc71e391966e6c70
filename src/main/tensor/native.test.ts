import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { offerIn } from './native.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guise-tfjs-node-'))
  mkdirSync(join(folder, 'lib/napi-v8'), { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true }))

function record(text: string) {
  writeFileSync(join(folder, 'lib/native.json'), text)
}

describe('what an installation offers', () => {
  it('passes on why the library could not be put in place', () => {
    record(JSON.stringify({ state: 'failed', reason: 'g++ was not found: install it.', at: '2026-01-01' }))
    expect(offerIn(folder)).toEqual({ usable: false, reason: 'g++ was not found: install it.' })
  })

  it.each([null, '', '{', '{"state":"?"}'])(
    'says how to install where nothing readable is known (%j)',
    (text) => {
      if (text !== null) record(text)
      expect(offerIn(folder)).toEqual({ usable: false, reason: 'It is not installed; run `npm run native`.' })
    },
  )

  it('is the CPU where the binding is there, with or without a record', () => {
    writeFileSync(join(folder, 'lib/napi-v8/tfjs_binding.node'), '')
    expect(offerIn(folder)).toMatchObject({ usable: true, kind: 'cpu' })
    record(JSON.stringify({ state: 'installed', tensorflow: '2.18.1', variant: 'cpu' }))
    expect(offerIn(folder)).toMatchObject({ usable: true, kind: 'cpu' })
  })
})
