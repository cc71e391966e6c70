import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { cacheFolder } from '../../scripts/lib/cache.mjs'
import { downloadWheel, findPython, unpackWheel } from '../../scripts/lib/native/pip.mjs'
import { placeFolder } from '../../scripts/lib/place.mjs'

/** ONNX's Python package of the last version whose wheels hold the backend tests, pinned by the SHA-256 that PyPI states. */
const wheel = {
  project: 'onnx',
  version: '1.16.2',
  platforms: ['manylinux2014_x86_64'],
  sha256: '7b98aa9733bd4b781eb931d33b4078ff2837e7d68062460726d6dd011f332bd4',
} as const

const kept = 'onnx/backend/test/data/'

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
  const got = await downloadWheel(python, wheel, folder, env)
  if (got.path === null)
    throw new Error(`pip could not download them (${got.output.trim().split('\n').at(-1)})`)
  if (got.sha256 !== wheel.sha256)
    throw new Error(`the wheel's SHA-256 is ${got.sha256} instead of ${wheel.sha256}`)
  const unpacked = await unpackWheel(python, got.path, staging, [kept], env)
  if (unpacked.code !== 0) throw new Error(`they cannot be unpacked (${unpacked.output.trim()})`)
  await rm(folder, { recursive: true })
}
