import { describe, expect, it } from 'vitest'
import { GivenUp, Lanes } from './lanes.ts'

/** Work that ends when it is told to. */
const held = () => {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  return { work: () => promise, finish: resolve, fail: reject }
}

describe('lanes', () => {
  it('do so much at a time, the newest of what waits first', async () => {
    const lanes = new Lanes(2)
    const begun: string[] = []
    const [a, b] = [held(), held()]
    const run = (name: string, work = async () => undefined as unknown) =>
      lanes.run(() => {
        begun.push(name)
        return work()
      })
    const running = [run('a', a.work), run('b', b.work)]
    const waiting = ['c', 'd', 'e'].map((name) => run(name))
    await new Promise((resolve) => setImmediate(resolve))
    expect(begun).toEqual(['a', 'b'])
    expect(lanes.waiting).toBe(3)
    a.finish()
    await Promise.all(waiting)
    expect(begun).toEqual(['a', 'b', 'e', 'd', 'c'])
    b.finish()
    await Promise.all(running)
  })

  it('never begin what was given up while it waited', async () => {
    const lanes = new Lanes(1)
    const first = held()
    const running = lanes.run(first.work)
    const gone = new AbortController()
    let begun = false
    const waiting = lanes.run(async () => {
      begun = true
    }, gone.signal)
    gone.abort()
    await expect(waiting).rejects.toThrow(GivenUp)
    expect(lanes.waiting).toBe(0)
    first.finish()
    await running
    expect(begun).toBe(false)
  })

  it('go on after work that fails', async () => {
    const lanes = new Lanes(1)
    await expect(lanes.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await lanes.run(async () => 7)).toBe(7)
  })
})
