import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../../../../test/temporary.ts'
import { ThumbnailStore } from './store.ts'

const open = (folder = temporaryFolder(), limit?: number) => {
  const store = new ThumbnailStore(folder, limit)
  onTestFinished(() => store.close())
  return { store, folder }
}
const key = (n: number): Buffer => Buffer.from([n, n >> 8])

describe('ThumbnailStore', () => {
  it('keeps pictures for the next process', () => {
    const { store, folder } = open()
    expect(store.get(key(1))).toBeUndefined()
    store.put(key(1), Buffer.from('one'))
    store.put(key(1), Buffer.from('again'))
    store.close()
    const { store: next } = open(folder)
    expect(next.get(key(1))?.toString()).toBe('one')
    expect(next.size).toBe(3)
  })

  it('throws away the oldest beyond its limit', () => {
    const { store } = open(temporaryFolder(), 1000)
    for (let i = 0; i < 30; i++) store.put(key(i), Buffer.alloc(100))
    expect(store.size).toBeLessThanOrEqual(1000)
    expect(store.get(key(0))).toBeUndefined()
    expect(store.get(key(29))).toBeDefined()
  })

  it('starts anew where its file is damaged', () => {
    const { store, folder } = open()
    store.put(key(1), Buffer.from('one'))
    store.close()
    const file = join(folder, 'thumbnails', 'datasets.db')
    writeFileSync(file, Buffer.alloc(readFileSync(file).length, 7))
    const { store: next } = open(folder)
    expect(next.get(key(1))).toBeUndefined()
    next.put(key(2), Buffer.from('two'))
    expect(next.get(key(2))?.toString()).toBe('two')
  })

  it('costs only the cache where nothing can be written', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'thumbnails'), '')
    const { store } = open(folder)
    store.put(key(1), Buffer.from('one'))
    expect(store.get(key(1))).toBeUndefined()
    expect(store.size).toBe(0)
  })
})
