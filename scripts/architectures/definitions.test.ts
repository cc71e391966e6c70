import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { definitions } from './definitions.ts'
import { textsOf } from './texts.ts'

const folder = join(import.meta.dirname, '../../models/architectures')

it('writes every architecture there is', () => {
  expect(readdirSync(folder).sort()).toEqual(definitions.map(({ name }) => name).sort())
})

it.each(definitions.map((definition) => [definition.name, definition] as const))(
  '%s is in models/architectures as it is written here',
  (name, definition) => {
    for (const [file, text] of Object.entries(textsOf(definition)))
      expect(readFileSync(join(folder, name, file), 'utf8')).toBe(text)
  },
)
