import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plan } from './wheels.mjs'

/** What the pretended pip does when it is asked to download. */
export type Pip = 'delivers' | 'is offline' | 'fills the disk' | 'is missing'

const nodeApiHeaders = fileURLToPath(new URL('../../../node_modules/node-api-headers', import.meta.url))

const wheelFiles: Record<string, string> = {
  'tensorflow/include/tensorflow/c/c_api.h': 'extern "C" const char* fake_version();\n',
  'tensorflow/python/unwanted.py': '',
}

const wheels = new Map<string, string>()

/** Compiles the libraries and packs them as a wheel, once for each source; `removeWheels` clears them away. */
function makeWheel(library: string): string {
  const made = wheels.get(library)
  if (made !== undefined) return made
  const folder = mkdtempSync(join(tmpdir(), 'guise-wheel-'))
  const site = join(folder, 'site')
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  for (const [path, text] of Object.entries(wheelFiles)) write(`site/${path}`, text)
  write('cuda.cc', 'extern "C" const char* cuda_version() { return "fake 0.0.1"; }\n')
  write('cc.cc', library)
  write('framework.cc', '')
  mkdirSync(join(site, 'nvidia/cuda/lib'), { recursive: true })
  const compile = (from: string, to: string, ...more: string[]) =>
    execFileSync('g++', ['-shared', '-fPIC', join(folder, from), '-o', join(site, to), ...more])
  compile('cuda.cc', 'nvidia/cuda/lib/libcuda_fake.so')
  compile('framework.cc', 'tensorflow/libtensorflow_framework.so.2')
  const needs = ['-L', join(site, 'nvidia/cuda/lib'), '-lcuda_fake', '-Wl,-rpath,$ORIGIN/../nvidia/cuda/lib']
  compile('cc.cc', 'tensorflow/libtensorflow_cc.so.2', ...needs)
  const wheel = join(folder, 'tensorflow_cpu-0.0.1-py3-none-any.whl')
  execFileSync('python3', ['-m', 'zipfile', '-c', wheel, 'tensorflow', 'nvidia'], { cwd: site })
  wheels.set(library, wheel)
  return wheel
}

export function removeWheels(): void {
  for (const wheel of wheels.values()) rmSync(dirname(wheel), { recursive: true })
  wheels.clear()
}

/** Answers as `python3` does, with another pip; everything else goes to the real one. */
const pythonScript = (real: string, wheel: string) => `#!/bin/sh
case "$*" in
  *pip*--version) [ "$FAKE_PIP" = "is missing" ] && { echo "No module named pip"; exit 1; }; echo "pip 23" ;;
  *pip*download*)
    while [ "$1" != --dest ]; do shift; done
    case "$FAKE_PIP" in
      delivers) exec /bin/cp ${wheel} "$2" ;;
      "is offline") echo "ERROR: No matching distribution found for tensorflow-cpu"; exit 1 ;;
      "fills the disk") echo "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device"; exit 1 ;;
    esac ;;
  *) exec ${real} "$@" ;;
esac
`

const bindingSource = `#include <node_api.h>
#include "tensorflow/c/c_api.h"
static napi_value Init(napi_env env, napi_value exports) {
  napi_value version;
  napi_create_string_utf8(env, fake_version(), NAPI_AUTO_LENGTH, &version);
  napi_set_named_property(env, exports, "TF_Version", version);
  return exports;
}
NAPI_MODULE(tfjs_binding, Init)
`

/**
 * A small stand-in for PyPI, TensorFlow and tfjs-node in a temporary folder, so that an installation can be played
 * through in a second and without a network. Its library needs another one in `nvidia/`, which it looks for relative
 * to site-packages, as TensorFlow's does for CUDA's.
 */
export class FakeWorld implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'guise-native-'))
  readonly cache = join(this.folder, 'cache')
  readonly modules = join(this.folder, 'node_modules')
  readonly plan: Plan

  constructor({
    library = 'extern "C" const char* cuda_version(); extern "C" const char* fake_version() { return cuda_version(); }',
  } = {}) {
    const wheel = makeWheel(library)
    this.#write(
      'bin/python3',
      pythonScript(execFileSync('which', ['python3'], { encoding: 'utf8' }).trim(), wheel),
    )
    chmodSync(join(this.folder, 'bin', 'python3'), 0o755)
    symlinkSync('python3', join(this.folder, 'bin', 'python'))
    const binding = 'node_modules/@tensorflow/tfjs-node-gpu/binding'
    this.#write(`${binding}/tfjs_binding.cc`, bindingSource)
    for (const name of ['tfjs_backend.cc', 'tfjs_backend.h', 'utils.h', 'napi_auto_ref.h'])
      this.#write(`${binding}/${name}`, '')
    for (const name of ['tf_auto_status.h', 'tf_auto_tensor.h', 'tfe_auto_op.h'])
      this.#write(`${binding}/${name}`, '')
    cpSync(nodeApiHeaders, join(this.modules, 'node-api-headers'), { recursive: true })
    this.plan = {
      variant: 'cuda',
      version: '0.0.1',
      name: 'tensorflow-0.0.1-cuda-test',
      platforms: ['any'],
      wheels: [
        {
          project: 'tensorflow-cpu',
          version: '0.0.1',
          sha256: createHash('sha256').update(readFileSync(wheel)).digest('hex'),
          megabytes: 0,
        },
      ],
      keep: ['tensorflow/lib', 'tensorflow/include/', 'nvidia/'],
      unpackedMegabytes: 0,
    }
  }

  /** The environment in which `python3` is the pretended one; without `compiler`, nothing else is on the path. */
  env(pip: Pip, { compiler = true } = {}): NodeJS.ProcessEnv {
    const PATH = compiler ? `${join(this.folder, 'bin')}:${process.env.PATH}` : join(this.folder, 'bin')
    return { ...process.env, PATH, FAKE_PIP: pip }
  }

  [Symbol.dispose]() {
    rmSync(this.folder, { recursive: true, force: true })
  }

  #write(path: string, text: string) {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true })
    writeFileSync(join(this.folder, path), text)
  }
}
