import { describe, expect, it } from 'vitest'
import { LoadedNetworks } from './loaded-networks.ts'

/** Networks that note when they are read and freed; `hash` is what the files hold just now. */
const setUp = () => {
  const noted: string[] = []
  const files = { hash: 'first' }
  const loaded = new LoadedNetworks(async (id: string) => {
    noted.push(`read ${id}`)
    if (id === 'missing') throw new Error('There is no such network.')
    return { id, hash: files.hash, network: { dispose: () => void noted.push(`freed ${id}`) } }
  })
  return { loaded, noted, files, once: (id: string) => loaded.use(id, async (ready) => ready.hash) }
}

describe('LoadedNetworks', () => {
  it('reads a network once, however many ask at once or later', async () => {
    const { loaded, noted, once } = setUp()
    const inside = await Promise.all([1, 2, 3].map(() => loaded.use('a', async ({ network }) => network)))
    expect(new Set(inside).size).toBe(1)
    await once('a')
    expect(noted).toEqual(['read a'])
  })

  it('frees what nobody uses when another is asked for, and nothing that is in use', async () => {
    const { loaded, noted, once } = setUp()
    const { promise, resolve } = Promise.withResolvers<void>()
    const long = loaded.use('a', () => promise)
    await once('b')
    await once('c')
    expect(noted).toEqual(['read a', 'read b', 'freed b', 'read c'])
    resolve()
    await long
    expect(noted).toEqual(['read a', 'read b', 'freed b', 'read c', 'freed a'])
  })

  it('reads a network anew where other weights are meant than those in memory', async () => {
    const { loaded, noted, once, files } = setUp()
    await once('a')
    files.hash = 'second'
    expect(await once('a')).toBe('first')
    expect(await loaded.use('a', async ({ hash }) => hash, 'second')).toBe('second')
    expect(noted).toEqual(['read a', 'freed a', 'read a'])
  })

  it('reads anew what it was told to forget, and frees the old one once nobody uses it', async () => {
    const { loaded, noted, once } = setUp()
    await loaded.use('a', async () => {
      loaded.forget('a')
      expect(noted).toEqual(['read a'])
      await once('a')
    })
    expect(noted).toEqual(['read a', 'read a', 'freed a'])
    loaded.forget('a')
    expect(noted).toEqual(['read a', 'read a', 'freed a', 'freed a'])
  })

  it('tries again what could not be read', async () => {
    const { noted, once } = setUp()
    await expect(once('missing')).rejects.toThrow('There is no such network.')
    await expect(once('missing')).rejects.toThrow('There is no such network.')
    expect(noted).toEqual(['read missing', 'read missing'])
  })
})
