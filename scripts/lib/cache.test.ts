import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cacheFolder } from './cache.mjs'

describe('cacheFolder', () => {
  it.each([
    [{ GUISE_CACHE: '/big/disk', XDG_CACHE_HOME: '/xdg' }, 'linux', '/big/disk'],
    [{ GUISE_CACHE: 'here' }, 'linux', resolve('here')],
    [{ XDG_CACHE_HOME: '/xdg' }, 'linux', '/xdg/guise'],
    [{}, 'linux', join(homedir(), '.cache/guise')],
    [{}, 'darwin', join(homedir(), 'Library/Caches/guise')],
    [{ LOCALAPPDATA: '/local' }, 'win32', '/local/guise/cache'],
  ] as const)('%j on %s is %s', (env, platform, folder) => {
    expect(cacheFolder(env, platform)).toBe(folder)
  })
})
