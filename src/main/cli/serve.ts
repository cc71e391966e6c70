import { once } from 'node:events'
import type { Command } from 'commander'
import type { BackendName } from '../../contract/about.ts'
import { CancelledError } from './errors.ts'
import { backendOption } from './options.ts'
import type { Terminal } from './terminal.ts'
import { parsePort } from './values.ts'

interface ServeOptions {
  readonly port: number
  readonly host: string
  readonly open?: boolean
  readonly workspace?: string
  readonly setAside?: boolean
  readonly backend?: BackendName
}

/** `guise serve`: the app in a browser, until it is stopped. */
export function addServe(program: Command, { out, signal }: Terminal): void {
  program
    .command('serve')
    .description('run the app for a browser; prints the address to open')
    .option('-p, --port <number>', 'the port to listen on; 0 takes a free one', parsePort, 0)
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .option('--open', 'open the page in the default browser')
    .option('--workspace <folder>', 'where images and results are kept')
    .option('--set-aside', 'keep a damaged database under another name and start a new one')
    .addOption(backendOption)
    .action(async (options: ServeOptions) => {
      // Loaded only here: the other commands need no server.
      const { serve } = await import('../serve.ts')
      const served = await serve({ ...options, backend: options.backend ?? null })
      out.write(`${served.url}\n`)
      if (!signal.aborted) await once(signal, 'abort')
      await served.close()
      throw new CancelledError('Stopped.')
    })
}
