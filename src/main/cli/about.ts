import type { Command } from 'commander'
import type { About, BackendName } from '../../contract/about.ts'
import { guiseVersion } from '../experiment/version.ts'
import { workspacePlace } from '../workspace/place.ts'
import { startNamedBackend } from './open.ts'
import type { Terminal } from './terminal.ts'
import { parseBackend } from './values.ts'

/** `guise about`: what runs the networks here, and why. */
export function addAbout(program: Command, { out }: Terminal): void {
  program
    .command('about')
    .description('tell what runs the networks on this machine, and why')
    .option('--backend <name>', 'try this one: tensorflow, webgpu or wasm', parseBackend)
    .option('--json', 'print it as JSON')
    .action(async (options: { readonly backend?: BackendName; readonly json?: boolean }) => {
      const about: About = {
        guise: guiseVersion,
        node: process.version,
        platform: `${process.platform} ${process.arch}`,
        backend: await startNamedBackend(options.backend),
        workspace: workspacePlace(),
      }
      out.write(options.json ? `${JSON.stringify(about, null, 2)}\n` : told(about))
    })
}

function told({ guise, node, platform, backend, workspace }: About): string {
  const threads =
    backend.threads === 0 ? '' : `, ${backend.threads} ${backend.threads === 1 ? 'thread' : 'threads'}`
  const lines = [
    `${backend.library} ${backend.version} on ${backend.device}${threads}. ${backend.reason}`,
    ...backend.passedOver.map(({ name, reason }) => `Not ${name}: ${reason}`),
    `Guise ${guise}, Node ${node}, ${platform}; results are kept in ${workspace}.`,
  ]
  return `${lines.join('\n')}\n`
}
