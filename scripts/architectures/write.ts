// Writes models/architectures/: node scripts/run.mjs scripts/architectures/write.ts
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { definitions } from './definitions.ts'
import { textsOf } from './texts.ts'

for (const definition of definitions) {
  const folder = join(import.meta.dirname, '../../models/architectures', definition.name)
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of Object.entries(textsOf(definition))) writeFileSync(join(folder, name), text)
}
