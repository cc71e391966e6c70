import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { workspacePlace } from './place.ts'

const home = '/home/ada'

describe('workspacePlace', () => {
  it('is where each system keeps an application’s data', () => {
    const place = (platform: NodeJS.Platform, env = {}) => workspacePlace(undefined, { platform, env, home })
    expect(place('linux')).toBe('/home/ada/.local/share/guise')
    expect(place('linux', { XDG_DATA_HOME: '/data' })).toBe('/data/guise')
    expect(place('darwin')).toBe('/home/ada/Library/Application Support/guise')
    expect(place('win32', { LOCALAPPDATA: '/local' })).toBe('/local/guise')
    expect(place('win32')).toBe('/home/ada/AppData/Local/guise')
  })

  it('ignores a relative XDG_DATA_HOME, as the specification asks', () => {
    const options = { platform: 'linux', env: { XDG_DATA_HOME: 'data' }, home } as const
    expect(workspacePlace(undefined, options)).toBe('/home/ada/.local/share/guise')
  })

  it('is what the user names, then what GUISE_WORKSPACE names', () => {
    const env = { GUISE_WORKSPACE: '/kept' }
    expect(workspacePlace('here', { env, home })).toBe(resolve('here'))
    expect(workspacePlace(undefined, { env, home })).toBe('/kept')
  })
})
