import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../../test/temporary.ts'
import { writeDurably } from './write.ts'

describe('writeDurably', () => {
  it('writes over what was there and makes the folders above', () => {
    const file = join(temporaryFolder(), 'a', 'b', 'file')
    writeDurably(file, Buffer.from('first'))
    writeDurably(file, Buffer.from('second'))
    expect(readFileSync(file, 'utf8')).toBe('second')
  })

  it('leaves no temporary file where the name cannot be taken', () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'taken', 'inside'), { recursive: true })
    expect(() => writeDurably(join(folder, 'taken'), Buffer.from('bytes'))).toThrow()
    expect(readdirSync(folder)).toEqual(['taken'])
  })
})
