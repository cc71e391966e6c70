import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * A Python environment with the pinned peers, made once under the checkout's `.venv` and remade when the pins
 * change. Returns its interpreter. Needs Python 3 with venv and the network the first time.
 */
export async function peerPython(): Promise<string> {
  const folder = fileURLToPath(new URL('../../.venv/peer', import.meta.url))
  const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python')
  const requirements = fileURLToPath(new URL('./requirements.txt', import.meta.url))
  const pins = await readFile(requirements, 'utf8')
  const stamp = join(folder, 'pins.txt')
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === pins) return python
  process.stderr.write('Making a Python environment with PyTorch and SciPy (once, a few minutes) …\n')
  try {
    await run('python3', ['-m', 'venv', '--clear', folder])
    await run(python, ['-m', 'pip', 'install', '-q', '-r', requirements], { maxBuffer: 1 << 26 })
  } catch (cause) {
    throw new Error(
      'The peers could not be installed. Python 3 with venv and a reachable PyPI are needed; try again when they are there.',
      { cause },
    )
  }
  await writeFile(stamp, pins)
  return python
}
