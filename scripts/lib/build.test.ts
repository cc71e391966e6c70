import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { build, isBuilt } from './build.mjs'

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'guise-build-'))
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  mkdirSync(join(root, 'node_modules'))
  mkdirSync(join(root, 'src/deep'), { recursive: true })
  writeFileSync(join(root, 'src/deep/a.ts'), 'one')
  writeFileSync(
    join(root, 'node_modules/make.mjs'),
    `import { mkdirSync, writeFileSync } from 'node:fs'
    mkdirSync('out', { recursive: true })
    writeFileSync('out/made', '')
    console.log(process.argv[2])
    process.exit(Number(process.argv[3]))`,
  )
})
afterEach(() => rmSync(root, { recursive: true }))

const part = (code: string) => ({
  name: 'page',
  title: 'Building',
  command: ['make.mjs', 'no such import', code],
  output: 'out/made',
  inputs: ['src', 'absent', 'vite.config.ts'],
})

describe('build', () => {
  it('is needed first, and again after any input changes or appears, or the result is gone', async () => {
    const good = part('0')
    const changes = [
      () => {},
      () => writeFileSync(join(root, 'src/deep/a.ts'), 'two'),
      () => writeFileSync(join(root, 'src/b.ts'), ''),
      () => writeFileSync(join(root, 'vite.config.ts'), ''),
      () => rmSync(join(root, 'src/b.ts')),
      () => rmSync(join(root, 'out/made')),
    ]
    for (const change of changes) {
      change()
      expect(isBuilt(root, good)).toBe(false)
      await build(root, good, process.execPath)
      expect(isBuilt(root, good)).toBe(true)
    }
  })

  it('shows what the builder said when it fails, and stays needed', async () => {
    await expect(build(root, part('1'), process.execPath)).rejects.toThrow('Building failed:\nno such import')
    expect(isBuilt(root, part('1'))).toBe(false)
    expect(() => readFileSync(join(root, 'out/.page-built'))).toThrow('ENOENT')
  })
})
