import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withLock } from './lock.mjs'

let folder: string
let path: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guise-lock-'))
  path = join(folder, 'below', 'a.lock')
})
afterEach(() => rmSync(folder, { recursive: true }))

/** The number of a process that has ended. */
function deadProcess(): number {
  return spawnSync(process.execPath, ['--version']).pid
}

describe('withLock', () => {
  it('never runs two at a time, tells who waits, and leaves nothing', async () => {
    let inside = 0
    let most = 0
    let waiting = 0
    const work = async () => {
      inside += 1
      most = Math.max(most, inside)
      await new Promise((resolve) => setImmediate(resolve))
      inside -= 1
    }
    const onWait = () => {
      waiting += 1
    }
    await Promise.all(Array.from({ length: 5 }, () => withLock(path, work, { interval: 1, onWait })))
    expect(most).toBe(1)
    expect(waiting).toBe(4)
    expect(existsSync(path)).toBe(false)
  })

  it('is released by work that fails, whose error comes through', async () => {
    const failing = withLock(path, () => Promise.reject(new Error('out of paper')))
    await expect(failing).rejects.toThrow('out of paper')
    expect(await withLock(path, async () => 'in')).toBe('in')
  })

  it('is taken from a process that has ended, by one of those who wait', async () => {
    await withLock(path, async () => {})
    writeFileSync(path, `${hostname()} ${deadProcess()}`)
    const results = await Promise.all([1, 2, 3].map((n) => withLock(path, async () => n, { interval: 1 })))
    expect(results).toEqual([1, 2, 3])
  })

  it('is left to another machine for as long as that shows signs of life', async () => {
    await withLock(path, async () => {})
    writeFileSync(path, 'elsewhere 1')
    let waited = false
    const entered = withLock(path, async () => waited, {
      interval: 1,
      onWait: () => {
        waited = true
        const silent = new Date(Date.now() - 121_000)
        utimesSync(path, silent, silent)
      },
    })
    expect(await entered).toBe(true)
  })
})
