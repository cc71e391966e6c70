import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

const root = join(import.meta.dirname, '..')
const packageSchema = z.object({
  license: z.string().default(''),
  dependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
})
const packageOf = (folder: string) =>
  packageSchema.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')))
const licenceOf = (name: string): string => packageOf(join(root, 'node_modules', name)).license

/** As usearch writes Apache-2.0, too. */
const accepted = /^(MIT|ISC|Apache[- ]2\.0|BSD-[23]-Clause|MIT OR Apache-2\.0)$/
/** Used in tests only, as it is, and no part of the program. */
const testsOnly = new Map([['@axe-core/playwright', 'MPL-2.0']])

describe('what Guise is built of', () => {
  const { dependencies, devDependencies } = packageOf(root)

  it.each(Object.keys(dependencies))('%s may be passed on with it', (name) => {
    expect(licenceOf(name)).toMatch(accepted)
  })

  it.each(Object.keys(devDependencies).filter((name) => existsSync(join(root, 'node_modules', name))))(
    '%s may be used to build and test it',
    (name) => {
      const licence = licenceOf(name)
      if (licence !== testsOnly.get(name)) expect(licence).toMatch(accepted)
    },
  )
})
