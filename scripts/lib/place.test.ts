import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { placeFolder } from './place.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guise-place-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('placeFolder', () => {
  it('makes a folder once, however many ask at the same time', async () => {
    const target = join(folder, 'cache', 'library')
    let filled = 0
    const fill = async (staging: string) => {
      filled += 1
      await writeFile(join(staging, 'file'), 'whole')
      expect(existsSync(target)).toBe(false)
    }
    const made = await Promise.all([
      placeFolder(target, fill),
      placeFolder(target, fill),
      placeFolder(target, fill),
    ])
    expect(filled).toBe(1)
    expect(made.filter(Boolean)).toEqual([true])
    expect(readdirSync(join(folder, 'cache'))).toEqual(['library'])
  })

  it('leaves nothing of one that could not be filled', async () => {
    const target = join(folder, 'cache', 'library')
    const fill = async (staging: string) => {
      await writeFile(join(staging, 'file'), 'half')
      throw new Error('the disk is full')
    }
    await expect(placeFolder(target, fill)).rejects.toThrow('the disk is full')
    expect(readdirSync(join(folder, 'cache'))).toEqual([])
  })

  it('removes what a process that was ended left half done', async () => {
    const target = join(folder, 'library')
    mkdirSync(join(folder, '.library-aB3xyz', 'deep'), { recursive: true })
    mkdirSync(join(folder, '.another-aB3xyz'))
    await placeFolder(target, async () => {})
    expect(readdirSync(folder).sort()).toEqual(['.another-aB3xyz', 'library'])
  })
})
