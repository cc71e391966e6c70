// Compiles a room's assembly/index.ts (AssemblyScript) and what it imports to its kernels-module.ts: node scripts/assembly.mjs src/main/dataset
// The compiler is fetched; the program itself does not need it.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const [, , room] = process.argv
if (room === undefined) throw new Error('Say which folder has assembly/index.ts.')
const compiler = 'assemblyscript@0.28.20'
const entry = join(room, 'assembly/index.ts')
const folder = mkdtempSync(join(tmpdir(), 'guise-kernels-'))
const binary = join(folder, 'kernels.wasm')
const options = ['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--enable', 'simd']
execFileSync('npx', ['--yes', '-p', compiler, 'asc', entry, '-o', binary, ...options], { stdio: 'inherit' })

const sources = readdirSync(join(room, 'assembly')).filter((name) => name.endsWith('.ts'))
const hash = createHash('sha256')
for (const name of sources.sort()) hash.update(readFileSync(join(room, 'assembly', name)))
const lines =
  readFileSync(binary)
    .toString('base64')
    .match(/.{1,100}/g) ?? []
const text = `// Made by scripts/assembly.mjs with ${compiler}; not to be edited.

/** SHA-256 of the sources it was made of, one after the other in the order of their names. */
export const sourceHash = '${hash.digest('hex')}'

export const kernelsModule = [
${lines.map((line) => `  '${line}',`).join('\n')}
].join('')
`
writeFileSync(join(room, 'kernels-module.ts'), text)
rmSync(folder, { recursive: true })
