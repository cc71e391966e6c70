import type { Command } from 'commander'
import { networkSummary } from '../engine/summary.ts'
import { layerTable } from '../network/facts/layer-table.ts'
import { didYouMean } from './did-you-mean.ts'
import { UsageError } from './errors.ts'
import { addNetworksCheck } from './networks-check.ts'
import { addNetworksGet } from './networks-get.ts'
import { addNetworksImport } from './networks-import.ts'
import { listed, shown } from './networks-text.ts'
import { openNamedNetwork } from './open.ts'
import { labelsOption } from './options.ts'
import { listNetworks } from './summarise.ts'
import type { Terminal } from './terminal.ts'

interface CommonOptions {
  readonly json?: boolean
  readonly workspace?: string
}

/** `guise networks list|show|get|import|check`; without a word it lists. */
export function addNetworks(program: Command, terminal: Terminal): void {
  const { out } = terminal
  const list = async (options: CommonOptions): Promise<void> => {
    const found = await listNetworks(options.workspace)
    out.write(options.json ? `${JSON.stringify(found, null, 2)}\n` : listed(found))
  }
  const networks = program
    .command('networks')
    .description('list networks, show, fetch, import and check them')
    .option('--workspace <folder>', 'where networks are kept')
    .option('--json', 'print them as JSON')
    .allowExcessArguments()
    .action((options: CommonOptions, { args: [word], commands }: Command) => {
      if (word === undefined) return list(options)
      const names = commands.map((command) => command.name())
      throw new UsageError(
        `There is no "guise networks ${word}"; there are ${names.join(', ')}.${didYouMean(word, names)}`,
      )
    })
  networks
    .command('list')
    .description('list the networks that come with Guise, and those of the workspace')
    .option('--workspace <folder>', 'where networks are kept')
    .option('--json', 'print them as JSON')
    .action((_: unknown, command: Command) => list(command.optsWithGlobals<CommonOptions>()))
  networks
    .command('show')
    .description("tell a network's layers: their shapes, weights, multiply-adds and receptive fields")
    .argument('<N>', 'as --network of "guise make" takes it')
    .addOption(labelsOption)
    .option('--workspace <folder>', 'where networks are kept')
    .option('--json', 'print it as JSON')
    .action(async (spec: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions & { labels?: string }>()
      const opened = await openNamedNetwork(spec, options.labels, options.workspace)
      const [network, graph] = [networkSummary(opened), layerTable(opened)]
      const { labels, ids, ...card } = opened.card
      const told = { ...network, card: { ...card, labels: labels.length, ids: ids.length }, graph }
      out.write(options.json ? `${JSON.stringify(told, null, 2)}\n` : shown(network, graph))
    })
  addNetworksGet(networks, terminal)
  addNetworksImport(networks, terminal)
  addNetworksCheck(networks, terminal)
}
