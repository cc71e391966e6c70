import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, symlink } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { placeFolder } from '../place.mjs'
import { withProgress } from '../progress.mjs'
import { run } from '../run.mjs'
import { diskFull, doesNotLoad, explainFileError, lastLine, meansDiskFull, noCompiler } from './failure.mjs'
import { megabytesNeeded } from './wheels.mjs'

/** @typedef {import('./wheels.mjs').Plan} Plan */

const flags = ['-std=c++17', '-O2', '-fPIC', '-shared', '-DNAPI_VERSION=8', '-Wno-deprecated-declarations']
const sources = ['tfjs_backend.cc', 'tfjs_binding.cc']
const included = [
  'tfjs_backend.h',
  'utils.h',
  'napi_auto_ref.h',
  'tf_auto_status.h',
  'tf_auto_tensor.h',
  'tfe_auto_op.h',
]

/** Where the binding lies below a package folder, and where it looks for the library: both are tfjs-node's own. */
export const bindingPath = join('lib', 'napi-v8', 'tfjs_binding.node')
export const libraryPath = join('deps', 'lib')

/**
 * What a compiled binding depends on, as one word.
 *
 * @param {Plan} plan
 * @param {string} modules the folder node_modules
 */
export async function bindingKey(plan, modules) {
  const folder = join(modules, '@tensorflow', 'tfjs-node-gpu', 'binding')
  const hash = createHash('sha256').update(JSON.stringify([plan, flags, process.arch]))
  for (const file of [...sources, ...included]) hash.update(await readFile(join(folder, file)))
  hash.update(await readFile(join(modules, 'node-api-headers', 'package.json')))
  return hash.digest('hex').slice(0, 16)
}

/** @param {NodeJS.ProcessEnv} env @throws {NativeFailure} where there is no compiler */
export async function checkCompiler(env) {
  const ended = await run('g++', ['--version'], { env }).catch(() => null)
  if (ended === null) throw noCompiler('g++ was not found')
  if (ended.code !== 0) throw noCompiler(`g++ does not run (${lastLine(ended.output)})`)
}

/**
 * Loads a binding in a process of its own: a library that does not suit the processor ends the process.
 *
 * @param {string} binding
 * @param {NodeJS.ProcessEnv} env
 */
async function checkLoads(binding, env) {
  const script = `process.stdout.write('version ' + require(${JSON.stringify(binding)}).TF_Version)`
  const ended = await run(process.execPath, ['--eval', script], {
    env: { ...env, TF_CPP_MIN_LOG_LEVEL: '2' },
  })
  if (ended.code === 0 && ended.output.includes('version ')) return
  throw doesNotLoad(ended.signal ? `it ends with ${ended.signal}` : lastLine(ended.output))
}

/**
 * Compiles tfjs-node's binding against a library from the cache, tries it, and keeps it in the cache, unless it is there.
 *
 * @param {Plan} plan
 * @param {string} library folder in site-packages' shape, from `fetchLibrary`
 * @param {{ cache: string, modules: string, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<string>} the compiled binding
 * @throws {NativeFailure}
 */
export async function compileBinding(plan, library, { cache, modules, env }) {
  const target = join(cache, `binding-${await bindingKey(plan, modules)}`)
  const binding = join(target, bindingPath)
  if (existsSync(binding)) return binding
  const folder = join(modules, '@tensorflow', 'tfjs-node-gpu', 'binding')
  const tensorflow = join(library, 'tensorflow')
  try {
    await placeFolder(target, async (staging) => {
      await mkdir(join(staging, 'lib', 'napi-v8'), { recursive: true })
      await mkdir(join(staging, 'deps'))
      await symlink(join(relative(join(target, 'deps'), library), 'tensorflow'), join(staging, libraryPath))
      const args = [
        ...flags,
        `-I${join(modules, 'node-api-headers', 'include')}`,
        `-I${join(tensorflow, 'include')}`,
      ]
      args.push(...sources.map((file) => join(folder, file)), '-o', join(staging, bindingPath))
      args.push(`-L${tensorflow}`, '-l:libtensorflow_cc.so.2', '-l:libtensorflow_framework.so.2')
      args.push('-Wl,-rpath,$ORIGIN/../../deps/lib')
      const ended = await withProgress(
        "Compiling TensorFlow's binding",
        () => '',
        () => run('g++', args, { env }),
      )
      if (ended.code !== 0) {
        if (meansDiskFull(ended.output)) throw diskFull(cache, megabytesNeeded(plan))
        const error = ended.output.split('\n').find((line) => /error/i.test(line)) ?? lastLine(ended.output)
        throw noCompiler(`g++ could not compile its binding (${error.trim()})`)
      }
      await checkLoads(join(staging, bindingPath), env)
    })
  } catch (error) {
    throw explainFileError(error, cache, megabytesNeeded(plan))
  }
  return binding
}
