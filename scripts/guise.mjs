import { prepare, programArguments } from './lib/bootstrap.mjs'
import { page } from './lib/build.mjs'
import { become } from './lib/run.mjs'
import { endWith } from './lib/trouble.mjs'

// `npm run -s guise -- make …`: the command line. Standard output is the program's alone.
await endWith(async () => {
  const args = process.argv.slice(2)
  const node = await prepare({ parts: args.includes('serve') ? [page] : [] })
  return become(node, programArguments('src/main/cli.ts', args))
})
