// Compiles index.ts to ../kernels-module.ts: node build.mjs (fetches the AssemblyScript compiler, which the program itself does not need).
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const compiler = 'assemblyscript@0.28.20'
const folder = mkdtempSync(join(tmpdir(), 'guise-kernels-'))
const binary = join(folder, 'kernels.wasm')
const entry = join(import.meta.dirname, 'index.ts')
const options = ['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--enable', 'simd']
execFileSync('npx', ['--yes', '-p', compiler, 'asc', entry, '-o', binary, ...options], { stdio: 'inherit' })

const hash = createHash('sha256').update(readFileSync(entry)).digest('hex')
const lines =
  readFileSync(binary)
    .toString('base64')
    .match(/.{1,100}/g) ?? []
const text = `// Made by assembly/build.mjs with ${compiler}; not to be edited.

/** SHA-256 of the source it was made of. */
export const sourceHash = '${hash}'

export const kernelsModule = [
${lines.map((line) => `  '${line}',`).join('\n')}
].join('')
`
writeFileSync(join(import.meta.dirname, '../kernels-module.ts'), text)
rmSync(folder, { recursive: true })
