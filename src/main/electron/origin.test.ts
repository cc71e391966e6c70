import { expect, it } from 'vitest'
import { isOurs, pageUrl } from './origin.ts'

it('knows its own addresses from all others', () => {
  for (const url of [pageUrl, 'guise://app/blob/abc', 'guise://app/#/results'])
    expect(isOurs(url), url).toBe(true)
  const others = [
    '',
    'guise:app',
    'guise://apple/',
    'guise://app.evil.example/',
    'guise://user@evil/',
    'https://app/',
    'file:///app',
    'javascript:guise://app/',
    'about:blank',
  ]
  for (const url of others) expect(isOurs(url), url).toBe(false)
})
