import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { prepare, programArguments, root } from './lib/bootstrap.mjs'
import { become } from './lib/run.mjs'
import { endWith, Trouble } from './lib/trouble.mjs'

// `node scripts/run.mjs FILE …`: any program of the checkout, with everything it needs in place.
await endWith(async () => {
  const [file, ...args] = process.argv.slice(2)
  if (file === undefined || !existsSync(join(root, file)))
    throw new Trouble(`There is no ${file ?? 'program named'}: node scripts/run.mjs FILE [ARGUMENT …]`)
  const node = await prepare()
  return become(node, programArguments(file, args))
})
