import { existsSync } from 'node:fs'
import type { Backend, BackendName } from '../../contract/about.ts'
import { listedBlobs, summariseBlobs } from '../network/dialects.ts'
import { NetworkFileError } from '../network/errors.ts'
import { type OpenedNetwork, openNetwork, shippedNetworks } from '../network/open.ts'
import { startBackend } from '../tensor/backend.ts'
import { workspacePlace } from '../workspace/place.ts'
import { namedNetworks } from '../zoo/named.ts'
import { workspaceNames } from '../zoo/place.ts'
import { didYouMean } from './did-you-mean.ts'
import { UsageError } from './errors.ts'

/**
 * The network that `--network` names.
 * @param workspace the folder that `--workspace` names, whose networks have names too; the usual one where undefined
 * @throws {UsageError} naming those shipped, where there is none of that name
 * @throws {NetworkFileError} where its files cannot be used
 */
export async function openNamedNetwork(
  spec: string,
  labels: string | undefined,
  workspace?: string,
): Promise<OpenedNetwork> {
  const folder = workspacePlace(workspace)
  try {
    return await openNetwork(spec, { labels, named: namedNetworks(folder) })
  } catch (error) {
    const named = existsSync(spec) || existsSync(spec.split(',', 1)[0] ?? '')
    if (!(error instanceof NetworkFileError) || named) throw error
    const names = [...shippedNetworks(), ...workspaceNames(folder).map(({ name }) => name)]
    throw new UsageError(`${error.message}${didYouMean(spec, names)}`, { cause: error })
  }
}

/** @throws {UsageError} naming the layers there are, where the network has none of that name */
export function checkLayer({ graph, weights, card }: OpenedNetwork, layer: string): void {
  if (summariseBlobs(graph, weights).some(({ name }) => name === layer)) return
  const names = listedBlobs(graph, weights, card.output).map(({ name }) => name)
  const suggestion = didYouMean(layer, names)
  throw new UsageError(
    `The network ${card.title} has no layer "${layer}"; its layers are ${names.join(', ')}.${suggestion}`,
  )
}

/**
 * Starts the backend that `--backend` names, or the best one.
 * @throws {Error} where the one named cannot be used: a user who names one wants no other
 */
export async function startNamedBackend(name: BackendName | undefined): Promise<Backend> {
  const backend = await startBackend({ prefer: name ?? null })
  if (name === undefined || backend.name === name) return backend
  const reason = backend.passedOver.find((other) => other.name === name)?.reason ?? ''
  throw new Error(`The backend ${name} cannot be used here. ${reason}`)
}
