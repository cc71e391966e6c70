import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** The folder of real images and trained networks that lies beside the checkout, or where GUISE_TEST_DATA says. */
export const dataFolder = resolve(
  process.env.GUISE_TEST_DATA ?? join(import.meta.dirname, '../../shared/data'),
)

/** True where the data is at hand: `describe.skipIf(!hasData)` keeps a skipped test visible. */
export const hasData = existsSync(join(dataFolder, 'networks')) && existsSync(join(dataFolder, 'images'))

/** A path inside the data folder. */
export const dataPath = (...parts: readonly string[]): string => join(dataFolder, ...parts)
