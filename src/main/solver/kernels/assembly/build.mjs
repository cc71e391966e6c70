// Compiles index.ts and what it exports to ../simd-module.ts: node build.mjs (fetches the AssemblyScript compiler, which the program itself
// does not need).
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const compiler = 'assemblyscript@0.28.20'
const folder = mkdtempSync(join(tmpdir(), 'guise-kernels-'))
const binary = join(folder, 'kernels.wasm')
const options = ['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--enable', 'simd']
const entry = join(import.meta.dirname, 'index.ts')
execFileSync('npx', ['--yes', '-p', compiler, 'asc', entry, '-o', binary, ...options], { stdio: 'inherit' })

const sources = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.ts'))
const hash = createHash('sha256')
for (const name of sources.sort()) hash.update(readFileSync(join(import.meta.dirname, name)))
const lines =
  readFileSync(binary)
    .toString('base64')
    .match(/.{1,100}/g) ?? []
const text = `// Made by assembly/build.mjs with ${compiler}; not to be edited.

/** SHA-256 of the sources it was made of, one after the other in the order of their names. */
export const sourceHash = '${hash.digest('hex')}'

export const simdModule = [
${lines.map((line) => `  '${line}',`).join('\n')}
].join('')
`
writeFileSync(join(import.meta.dirname, '../simd-module.ts'), text)
rmSync(folder, { recursive: true })
