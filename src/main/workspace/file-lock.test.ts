import { existsSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../../test/temporary.ts'
import { FileLock } from './file-lock.ts'

const lockFile = (): string => join(temporaryFolder(), 'lock')

describe('a lock', () => {
  it('is held once, and free when it is released, its file gone', () => {
    const file = lockFile()
    const held = FileLock.take(file)
    expect(held).toBeDefined()
    expect(FileLock.take(file)).toBeUndefined()
    held?.release()
    expect(existsSync(file)).toBe(false)
    const again = FileLock.take(file)
    expect(again).toBeDefined()
    again?.release()
  })

  it('is held by whatever name the file goes, and also where somebody deleted it', () => {
    const file = lockFile()
    const held = FileLock.take(file)
    expect(FileLock.take(relative(process.cwd(), file))).toBeUndefined()
    rmSync(file)
    expect(FileLock.take(file)).toBeUndefined()
    held?.release()
  })
})
