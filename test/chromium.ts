import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { cacheFolder } from '../scripts/lib/cache.mjs'
import { placeFolder } from '../scripts/lib/place.mjs'

const execute = promisify(execFile)
const require = createRequire(import.meta.url)

/** How to start the Chromium that comes inside the npm package `@sparticuz/chromium` (Linux on x64). */
export interface Chromium {
  readonly executablePath: string
  readonly args: readonly string[]
  /** The whole environment, with the bundled libraries and font where the machine has none. */
  readonly env: Record<string, string>
}

/** Unpacks everything of the package in a process of its own, because it takes `TMPDIR` for its place. */
async function unpack(staging: string): Promise<void> {
  const entry = require.resolve('@sparticuz/chromium')
  const libraries = join(dirname(dirname(entry)), 'bin', 'al2023.tar.br')
  const script = `
    const { default: chromium, inflate } = await import(${JSON.stringify(pathToFileURL(entry).href)})
    await chromium.executablePath()
    await inflate(${JSON.stringify(libraries)})`
  await execute(process.execPath, ['--input-type=module', '--eval', script], {
    env: { ...process.env, TMPDIR: staging },
  })
  await writeFile(join(staging, 'fonts', 'fonts.conf'), fontConfiguration)
}

/** The bundled font for every family, found beside this file. */
const fontConfiguration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`

/** The unpacked package in the user's cache, a folder for each version; made on the first call. */
export async function chromiumFolder(): Promise<string> {
  const entry = require.resolve('@sparticuz/chromium')
  const manifest: unknown = JSON.parse(await readFile(join(dirname(dirname(entry)), 'package.json'), 'utf8'))
  const version = typeof manifest === 'object' && manifest && 'version' in manifest ? manifest.version : ''
  const folder = join(cacheFolder(), `chromium-${version}`)
  await placeFolder(folder, unpack)
  return folder
}

/** Whether the machine has a font; Chromium draws no text without one. */
function hasFonts(): boolean {
  return ['/usr/share/fonts', '/usr/local/share/fonts'].some((folder) => existsSync(folder))
}

/** Whether the dynamic linker finds a library in its usual places. */
function hasLibrary(name: string): boolean {
  const places = ['/lib/x86_64-linux-gnu', '/usr/lib/x86_64-linux-gnu', '/lib64', '/usr/lib64', '/usr/lib']
  return places.some((place) => existsSync(join(place, name)))
}

/**
 * A Chromium for tests that needs nothing of the machine but glibc. `GUISE_CHROMIUM` names another one to use.
 *
 * @returns null where there is none: neither that variable nor Linux on x64.
 */
export async function findChromium(): Promise<Chromium | null> {
  const env: Record<string, string> = {}
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) env[name] = value
  const chosen = process.env.GUISE_CHROMIUM
  if (chosen) return { executablePath: chosen, args: [], env }
  if (process.platform !== 'linux' || process.arch !== 'x64') return null
  const folder = await chromiumFolder()
  const libraries = ['libnss3.so', 'libnspr4.so', 'libexpat.so.1']
  if (!libraries.every(hasLibrary))
    env.LD_LIBRARY_PATH = [join(folder, 'al2023', 'lib'), env.LD_LIBRARY_PATH].filter(Boolean).join(':')
  if (!hasFonts()) env.FONTCONFIG_FILE = join(folder, 'fonts', 'fonts.conf')
  return { executablePath: join(folder, 'chromium'), args: ['--no-sandbox'], env }
}
