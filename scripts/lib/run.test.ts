import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { temporaryFolder } from '../../test/temporary.ts'
import { becomeGroup, run } from './run.mjs'

describe('becomeGroup', () => {
  it.skipIf(process.platform === 'win32')(
    'gives the exit code and ends what the program left behind',
    async () => {
      const file = join(temporaryFolder(), 'pid')
      const script = `const { spawn } = require('node:child_process')
        const left = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' })
        require('node:fs').writeFileSync(${JSON.stringify(file)}, String(left.pid))
        process.exit(7)`
      expect(await becomeGroup(process.execPath, ['-e', script])).toBe(7)
      const pid = Number(readFileSync(file, 'utf8'))
      expect(pid).toBeGreaterThan(1)
      await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'), { timeout: 10_000 })
    },
  )
})

describe('becomeGroup of a program that does not end', () => {
  it.skipIf(process.platform === 'win32')('kills it when its time after its work is over', async () => {
    const file = join(temporaryFolder(), 'report')
    const script = `require('node:fs').writeFileSync(${JSON.stringify(file)}, ''); setInterval(() => {}, 1000)`
    const work = { isDone: () => existsSync(file), grace: 60 }
    expect(await becomeGroup(process.execPath, ['-e', script], {}, work)).toBe(137)
  })
})

describe('run', () => {
  it('keeps what both streams said, and the exit code', async () => {
    const script = "process.stdout.write('out'); process.stderr.write('err'); process.exitCode = 3"
    expect(await run(process.execPath, ['-e', script])).toMatchObject({ code: 3, signal: null })
    expect((await run(process.execPath, ['-e', script])).output).toHaveLength('outerr'.length)
  })
})
