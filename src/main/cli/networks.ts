import type { Command } from 'commander'
import type { NetworkSummary } from '../../contract/network.ts'
import { networkSummary } from '../engine/summary.ts'
import { shippedNetworks } from '../network/open.ts'
import { table } from './format.ts'
import { addNetworksGet } from './networks-get.ts'
import { openNamedNetwork } from './open.ts'
import type { Terminal } from './terminal.ts'

interface JsonOption {
  readonly json?: boolean
}

/** `guise networks` lists the shipped ones; `show N` tells one's layers, `get N` fetches a published one. */
export function addNetworks(program: Command, terminal: Terminal): void {
  const { out } = terminal
  const networks = program
    .command('networks')
    .description('list the networks that come with Guise')
    .option('--json', 'print them as JSON')
    .action(async (options: JsonOption) => {
      const found: NetworkSummary[] = []
      for (const name of shippedNetworks())
        found.push(networkSummary(await openNamedNetwork(name, undefined)))
      out.write(options.json ? `${JSON.stringify(found, null, 2)}\n` : listed(found))
    })
  addNetworksGet(networks, terminal)
  networks
    .command('show')
    .description("tell a network's layers and their shapes")
    .argument('<N>', 'as --network of "guise make" takes it')
    .option('--labels <file>', "the classes' names, in place of the network's own")
    .option('--json', 'print it as JSON')
    .action(async (spec: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<JsonOption & { labels?: string }>()
      const network = networkSummary(await openNamedNetwork(spec, options.labels))
      out.write(options.json ? `${JSON.stringify(network, null, 2)}\n` : shown(network))
    })
}

function listed(networks: readonly NetworkSummary[]): string {
  if (networks.length === 0) return 'No networks come with this copy of Guise.\n'
  const row = ({ id, title, inputSize, classes, layers }: NetworkSummary) => [
    id,
    title,
    `${inputSize[1]} × ${inputSize[0]}`,
    `${classes}`,
    `${layers.length}`,
  ]
  return table([['name', 'title', 'input', 'classes', 'layers'], ...networks.map(row)])
}

function shown(network: NetworkSummary): string {
  const facts = [
    ['title', network.title],
    ['name', network.id],
    ['about', network.description],
    ['input', `${network.inputSize[1]} × ${network.inputSize[0]}`],
    ['classes', `${network.classes}`],
    ['weights', `${network.parameters}`],
    ['source', network.source],
    ['licence', network.licence],
    ['hash', network.hash],
    ...network.notes.map((note) => ['note', note]),
  ].filter(([, value]) => value !== '')
  const layers = network.layers.map(({ name, type, shape, units }) => [
    name,
    type,
    shape.join(' × '),
    `${units}`,
  ])
  return `${table(facts)}\n${table([['layer', 'type', 'shape', 'units'], ...layers])}`
}
