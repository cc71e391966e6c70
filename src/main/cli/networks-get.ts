import { resolve } from 'node:path'
import type { Command } from 'commander'
import { availableIn, downloadFolder } from '../download/catalogue.ts'
import { networkFiles } from '../download/network-files.ts'
import { placeOf } from '../download/place.ts'
import { networkCatalogue } from '../engine/catalogue.ts'
import { workspacePlace } from '../workspace/place.ts'
import { Workspace } from '../workspace/workspace.ts'
import { availableTable, fetchTelling, parseMirror, publishedNamed } from './fetch.ts'
import { summarise } from './summarise.ts'
import type { Terminal } from './terminal.ts'

interface GetOptions {
  readonly mirror?: string
  readonly to?: string
  readonly workspace?: string
  readonly quiet?: boolean
}

const EPILOGUE = `
Without a name it lists what can be fetched. HTTP_PROXY, HTTPS_PROXY and NO_PROXY are honoured. What is fetched is in the app's list of
networks, and the answer says what "guise make --network" takes for it.

Examples:
  guise networks get
  guise networks get caffenet`

/** `guise networks get`: downloads a published network and remembers it. */
export function addNetworksGet(networks: Command, terminal: Terminal): void {
  networks
    .command('get')
    .description('download a published network')
    .argument('[name]', 'one of those it lists without a name')
    .option('--mirror <url>', 'where to look for its files instead of its publisher', parseMirror)
    .option('--to <folder>', 'where to put it, in a folder of its name')
    .option('--workspace <folder>', 'where networks are remembered')
    .option('--json', 'print the answer as JSON')
    .option('-q, --quiet', 'say nothing on the way')
    .addHelpText('after', EPILOGUE)
    .action(async (name: string | undefined, _: unknown, command: Command) => {
      // `guise networks` has the option too, and takes it before this does.
      const { json = false, ...options } = command.optsWithGlobals<GetOptions & { json?: boolean }>()
      const told = await (name === undefined ? list(options) : get(name, options, terminal))
      terminal.out.write(json ? `${JSON.stringify(told.answer, null, 2)}\n` : told.text)
    })
}

interface Told {
  readonly answer: unknown
  readonly text: string
}

function list({ workspace }: GetOptions): Told {
  const answer = availableIn(workspacePlace(workspace), 'network')
  return { answer, text: availableTable(answer) }
}

async function get(name: string, options: GetOptions, terminal: Terminal): Promise<Told> {
  const published = publishedNamed('network', name)
  const workspace = new Workspace(workspacePlace(options.workspace))
  const root = options.to === undefined ? downloadFolder(workspace.folder, 'network') : resolve(options.to)
  try {
    const notes = await fetchTelling(published, root, options, terminal)
    for (const note of notes) terminal.err.write(`${note}\n`)
    const { spec, labels } = networkFiles(placeOf(root, published), published)
    // In the workspace's own folder it is known by its name.
    const ours = options.to === undefined
    const catalogue = networkCatalogue(workspace, [], summarise)
    const network = await (ours ? catalogue.open(name) : catalogue.open(spec, labels))
    const use = `--network ${network.id}${ours || labels === undefined ? '' : ` --labels ${labels}`}`
    return {
      answer: { ...network, notes: [...network.notes, ...notes], labels: labels ?? null },
      text: `${network.title} is here, and in the app’s list: ${network.layers.length} layers, ${network.classes} classes.\n${use}\n`,
    }
  } finally {
    workspace.close()
  }
}
