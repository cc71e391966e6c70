import { expect, it } from 'vitest'
import { temporaryFolder } from '../../../../test/temporary.ts'
import { Cache } from '../../workspace/cache.ts'
import { cacheRoute } from './cache.ts'

it('answers a kept file with its bytes and type, for ever', async () => {
  const cache = new Cache(temporaryFolder())
  const values = Buffer.from(Float32Array.of(1, 2).buffer)
  const answer = await cacheRoute(cache, cache.put(values))
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(values)
  expect(answer.headers.get('Content-Type')).toBe('application/octet-stream')
  expect(answer.headers.get('Cache-Control')).toContain('immutable')

  const png = await cacheRoute(cache, cache.put(Buffer.from('\x89PNG\r\n\x1a\n…', 'latin1')))
  expect(png.headers.get('Content-Type')).toBe('image/png')
})

it('says in a sentence that a file is gone, and takes nothing else for a key', async () => {
  const cache = new Cache(temporaryFolder())
  for (const key of ['a'.repeat(64), '../guise.db', '']) {
    const answer = await cacheRoute(cache, key)
    expect(answer.status, key).toBe(404)
    expect(await answer.json()).toEqual({ message: 'This is not kept any more: ask for it again.' })
  }
})
