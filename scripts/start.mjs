import { prepare, programArguments, root } from './lib/bootstrap.mjs'
import { page, shell } from './lib/build.mjs'
import { canShowWindow, findElectron } from './lib/electron.mjs'
import { say } from './lib/progress.mjs'
import { become } from './lib/run.mjs'
import { endWith } from './lib/trouble.mjs'

/** A window that fails to open does so at once: a library of the desktop is missing, for instance. */
const failsWithin = 10_000

// `npm start`: the app in its window, or in the default browser where Electron cannot be had.
await endWith(async () => {
  const args = process.argv.slice(2)
  const browser = args.includes('--browser')
  const rest = args.filter((arg) => arg !== '--browser')
  const node = await prepare({ parts: [page] })
  const electron = browser || !canShowWindow() ? null : await findElectron(node)
  if (electron !== null) {
    await prepare({ parts: [page, shell] })
    const began = Date.now()
    const code = await become(electron, [root, ...rest])
    if (code === 0 || Date.now() - began > failsWithin) return code
    say(`Electron ended with code ${code} before its window opened; Guise opens in the browser instead.`)
  }
  return become(node, programArguments('src/main/cli.ts', ['serve', '--open', ...rest]))
})
