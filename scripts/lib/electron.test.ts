import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { canShowWindow, findElectron, installedElectron } from './electron.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guise-electron-'))
  mkdirSync(join(folder, 'electron'))
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', '')
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

describe.skipIf(process.platform !== 'linux')('finding Electron', () => {
  it('looks where it was told to, then among the packages', () => {
    expect(installedElectron({}, folder)).toBeNull()
    mkdirSync(join(folder, 'electron/dist'))
    mkdirSync(join(folder, 'mine'))
    writeFileSync(join(folder, 'electron/dist/electron'), '')
    const env = { ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'mine') }
    expect(installedElectron(env, folder)).toBe(join(folder, 'electron/dist/electron'))
    writeFileSync(join(folder, 'mine/electron'), '')
    expect(installedElectron(env, folder)).toBe(join(folder, 'mine/electron'))
  })

  it('has its own installer download it', async () => {
    const installer = `const { mkdirSync, writeFileSync } = require('node:fs')
      mkdirSync(__dirname + '/dist'); writeFileSync(__dirname + '/dist/electron', '')`
    writeFileSync(join(folder, 'electron/install.js'), installer)
    expect(await findElectron(process.execPath, folder)).toBe(join(folder, 'electron/dist/electron'))
  })

  it('gives up where that fails, and does not try again the same day', async () => {
    writeFileSync(join(folder, 'electron/install.js'), 'process.exit(1)')
    expect(await findElectron(process.execPath, folder)).toBeNull()
    writeFileSync(join(folder, 'electron/install.js'), 'require("node:fs").mkdirSync(__dirname + "/tried")')
    expect(await findElectron(process.execPath, folder)).toBeNull()
    expect(() => rmSync(join(folder, 'electron/tried'), { recursive: true })).toThrow('ENOENT')
  })
})

describe('canShowWindow', () => {
  it('needs a display on Linux only', () => {
    expect(canShowWindow({}, 'linux')).toBe(false)
    expect(canShowWindow({}, 'darwin')).toBe(true)
    expect(canShowWindow({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(process.getuid?.() !== 0)
  })
})
