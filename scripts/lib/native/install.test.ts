import { execFileSync } from 'node:child_process'
import { existsSync, lstatSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { FakeWorld, type Pip, removeWheels } from './fake.ts'
import { installNative, isInstalled, readRecord } from './install.mjs'

const require = createRequire(import.meta.url)
const canFake = process.platform === 'linux' && ['python3', 'g++'].every(isThere)

beforeEach(() => {
  // Progress is for people.
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
})

afterAll(removeWheels)

function isThere(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

function install(world: FakeWorld, pip: Pip, options: { compiler?: boolean } = {}) {
  const { modules, cache, plan } = world
  return installNative({ modules, cache, plan, env: world.env(pip, options) })
}

/** What the failed installation says, after checking that `about` will say the same and nothing half-done is left. */
async function failure(world: FakeWorld, pip: Pip, options: { compiler?: boolean } = {}): Promise<string> {
  const error = await install(world, pip, options).then(
    () => new Error('it was installed'),
    (reason: Error) => reason,
  )
  expect(error.name).toBe('NativeFailure')
  expect(readRecord(world.modules)).toMatchObject({ state: 'failed', reason: error.message })
  expect(existsSync(join(world.modules, '@tensorflow/tfjs-node-gpu/lib/napi-v8'))).toBe(false)
  const left = existsSync(world.cache) ? readdirSync(world.cache) : []
  expect(left.filter((name) => name !== world.plan.name)).toEqual([])
  return error.message
}

describe.skipIf(!canFake)('installing the library', () => {
  it('fetches and compiles once, links what is cached into a second checkout', async () => {
    using world = new FakeWorld()
    expect(await install(world, 'delivers')).toBe('installed')
    const folder = join(world.modules, '@tensorflow/tfjs-node-gpu')
    expect(readRecord(world.modules)).toMatchObject({
      state: 'installed',
      tensorflow: '0.0.1',
      variant: 'cuda',
    })
    expect(existsSync(join(folder, 'deps/lib/libtensorflow_cc.so.2'))).toBe(true)
    expect(existsSync(join(world.cache, world.plan.name, 'tensorflow/python'))).toBe(false)
    // It loads, so the library found its neighbour in nvidia/ through the link.
    expect(require(join(folder, 'lib/napi-v8/tfjs_binding.node')).TF_Version).toBe('fake 0.0.1')
    expect(await install(world, 'is offline')).toBe('there already')

    const second = join(world.folder, 'second', 'node_modules')
    mkdirSync(join(world.folder, 'second'))
    execFileSync('cp', ['-r', world.modules, second])
    execFileSync('rm', [
      '-r',
      join(second, '@tensorflow/tfjs-node-gpu/lib'),
      join(second, '@tensorflow/tfjs-node-gpu/deps'),
    ])
    const env = world.env('is offline')
    expect(await installNative({ modules: second, cache: world.cache, plan: world.plan, env })).toBe(
      'installed',
    )
    expect(await isInstalled(world.plan, second)).toBe(true)
  })

  it('replaces a folder of libraries by its link', async () => {
    using world = new FakeWorld()
    const place = join(world.modules, '@tensorflow/tfjs-node-gpu/deps/lib')
    mkdirSync(place, { recursive: true })
    writeFileSync(join(place, 'libtensorflow_cc.so.2'), 'old')
    await install(world, 'delivers')
    expect(lstatSync(place).isSymbolicLink()).toBe(true)
    expect(readdirSync(join(place, '..'))).toEqual(['lib'])
  })

  it('is done once when several processes ask for it at the same time', async () => {
    using world = new FakeWorld()
    const outcomes = await Promise.all([install(world, 'delivers'), install(world, 'delivers')])
    expect(outcomes).toContain('installed')
    expect(await isInstalled(world.plan, world.modules)).toBe(true)
    expect(readdirSync(world.cache).filter((name) => name.startsWith('.'))).toEqual([])
  })

  it('keeps an earlier installation when a later one fails', async () => {
    using world = new FakeWorld()
    await install(world, 'delivers')
    const plan = { ...world.plan, name: 'another', version: '0.0.2' }
    const env = world.env('is offline')
    await expect(installNative({ modules: world.modules, cache: world.cache, plan, env })).rejects.toThrow(
      'pip could not',
    )
    expect(await isInstalled(world.plan, world.modules)).toBe(true)
  })
})

describe.skipIf(!canFake)('what goes wrong while installing', () => {
  it('no compiler', async () => {
    using world = new FakeWorld()
    expect(await failure(world, 'delivers', { compiler: false })).toBe(
      "TensorFlow's library needs a C++17 compiler, and g++ was not found: install g++ (on Debian and Ubuntu `apt install g++`), then run `npm run native`.",
    )
  })

  it('a compiler that fails', async () => {
    using world = new FakeWorld()
    writeFileSync(
      join(world.modules, '@tensorflow/tfjs-node-gpu/binding/tfjs_backend.cc'),
      '#error too old\n',
    )
    expect(await failure(world, 'delivers')).toMatch(
      /^TensorFlow's library needs a C\+\+17 compiler, and g\+\+ could not compile its binding \(.*#error too old\): install/,
    )
  })

  it('no Python', async () => {
    using world = new FakeWorld()
    execFileSync('rm', [join(world.folder, 'bin/python3'), join(world.folder, 'bin/python')])
    execFileSync('ln', [
      '-s',
      execFileSync('which', ['g++'], { encoding: 'utf8' }).trim(),
      join(world.folder, 'bin/g++'),
    ])
    expect(await failure(world, 'delivers', { compiler: false })).toBe(
      "TensorFlow's library is fetched with Python 3 and pip, and Python 3 was not found: install them (on Debian and Ubuntu `apt install python3 python3-pip`), then run `npm run native`.",
    )
  })

  it('no pip', async () => {
    using world = new FakeWorld()
    expect(await failure(world, 'is missing')).toMatch(
      /pip, and Python 3\.\d+\.\d+\S* has no pip: install them/,
    )
  })

  it('no network', async () => {
    using world = new FakeWorld()
    expect(await failure(world, 'is offline')).toBe(
      "pip could not download tensorflow-cpu 0.0.1 (ERROR: No matching distribution found for tensorflow-cpu): check the network, proxy and pip's index, then run `npm run native`.",
    )
  })

  it('another file than the pinned one', async () => {
    using world = new FakeWorld()
    const [wheel] = world.plan.wheels
    const sha256 = '0'.repeat(64)
    const plan = {
      ...world.plan,
      wheels: [{ ...wheel, project: 'tensorflow-cpu', version: '0.0.1', megabytes: 0, sha256 }],
    }
    const env = world.env('delivers')
    await expect(installNative({ modules: world.modules, cache: world.cache, plan, env })).rejects.toThrow(
      `The tensorflow-cpu 0.0.1 that pip delivered has SHA-256 ${wheel?.sha256} instead of ${sha256} and was thrown away`,
    )
    expect(readdirSync(world.cache)).toEqual([])
  })

  it('a disk that pip fills', async () => {
    using world = new FakeWorld()
    expect(await failure(world, 'fills the disk')).toMatch(
      /^The disk of .* is too full .* set GUISE_CACHE to a folder on another disk/,
    )
  })

  it('a disk without the room, found before anything is downloaded', async () => {
    using world = new FakeWorld()
    const plan = { ...world.plan, unpackedMegabytes: 1e12 }
    const env = world.env('is offline')
    await expect(installNative({ modules: world.modules, cache: world.cache, plan, env })).rejects.toThrow(
      `The disk of ${world.cache} is too full for TensorFlow's library, which takes 1000000000000 MB to install`,
    )
  })

  it('a cache that cannot be written', async () => {
    using world = new FakeWorld()
    writeFileSync(world.cache, 'a file, not a folder')
    const env = world.env('delivers')
    const { modules, cache, plan } = world
    await expect(installNative({ modules, cache, plan, env })).rejects.toThrow(
      `TensorFlow's library could not be written to ${cache} (`,
    )
  })

  it('anything else, said with its own words', async () => {
    using world = new FakeWorld()
    execFileSync('rm', [join(world.modules, '@tensorflow/tfjs-node-gpu/binding/utils.h')])
    expect(await failure(world, 'delivers')).toMatch(
      /^TensorFlow's library could not be put in place \(ENOENT: .*utils\.h'\): when that is mended, run `npm run native`\.$/,
    )
  })

  it('a library that does not run on this processor', async () => {
    const library =
      '#include <csignal>\nstruct Check { Check() { std::raise(SIGILL); } } check; extern "C" const char* fake_version() { return ""; }'
    using world = new FakeWorld({ library })
    expect(await failure(world, 'delivers')).toMatch(/does not run on this machine \(it ends with SIGILL\)/)
  })
})

/** A file system of 64 KB, where this process may mount one. */
function mountSmall(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true })
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

describe.skipIf(!canFake)('a disk that is really full', () => {
  it('is named in the sentence, and nothing is left on it', async ({ skip }) => {
    using world = new FakeWorld()
    skip(!mountSmall(world.cache), 'mounting a small file system needs more rights')
    try {
      expect(await failure(world, 'delivers')).toMatch(/^The disk of .* is too full/)
    } finally {
      execFileSync('umount', [world.cache])
    }
  })
})
