import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cacheFolder } from '../../scripts/lib/cache.mjs'
import { findPython } from '../../scripts/lib/native/fetch.mjs'
import { placeFolder } from '../../scripts/lib/place.mjs'
import { run } from '../../scripts/lib/run.mjs'

/** ONNX's Python package of the last version whose wheels hold the backend tests, pinned by the SHA-256 that PyPI states. */
const wheel = {
  version: '1.16.2',
  platform: 'manylinux2014_x86_64',
  sha256: '7b98aa9733bd4b781eb931d33b4078ff2837e7d68062460726d6dd011f332bd4',
} as const

const kept = 'onnx/backend/test/data/'
const unpackScript = fileURLToPath(new URL('../../scripts/lib/native/unpack.py', import.meta.url))

/** ONNX's backend tests on this machine, or why they cannot be had. */
export type BackendData = { readonly folder: string } | { readonly missing: string }

/**
 * The folder of ONNX's backend tests (`node`, `light`, `pytorch-converted` …), fetched with pip at the first call and kept in the user's
 * cache. The wheel is only unpacked: nothing of it runs, so its platform need not be this one.
 */
export async function backendData(env: NodeJS.ProcessEnv = process.env): Promise<BackendData> {
  const target = join(cacheFolder(env), `onnx-${wheel.version}-backend-tests`)
  try {
    await placeFolder(target, (staging) => fetch(staging, env))
    return { folder: join(target, kept) }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { missing: `ONNX's backend tests cannot be had: ${reason}` }
  }
}

async function fetch(staging: string, env: NodeJS.ProcessEnv): Promise<void> {
  const python = await findPython(env)
  const folder = join(staging, '.wheel')
  await mkdir(folder)
  const args = [
    '-m',
    'pip',
    '--disable-pip-version-check',
    '--no-input',
    'download',
    '--no-cache-dir',
    '--no-deps',
  ]
  args.push('--only-binary=:all:', '--python-version', '3.11', '--implementation', 'cp')
  args.push('--platform', wheel.platform, '--retries', '1', '--timeout', '20', '--dest', folder)
  const ended = await run(python, [...args, `onnx==${wheel.version}`], { env })
  const file = (await readdir(folder)).find((name) => name.endsWith('.whl'))
  if (ended.code !== 0 || file === undefined)
    throw new Error(`pip could not download them (${ended.output.trim().split('\n').at(-1)})`)
  const path = join(folder, file)
  const sha256 = createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
  if (sha256 !== wheel.sha256) throw new Error(`the wheel's SHA-256 is ${sha256} instead of ${wheel.sha256}`)
  const unpacked = await run(python, [unpackScript, path, staging, kept], { env })
  if (unpacked.code !== 0) throw new Error(`they cannot be unpacked (${unpacked.output.trim()})`)
  await rm(folder, { recursive: true })
}
