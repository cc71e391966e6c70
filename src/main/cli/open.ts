import { existsSync } from 'node:fs'
import type { Backend, BackendName } from '../../contract/about.ts'
import { summariseBlobs } from '../network/dialects.ts'
import { NetworkFileError } from '../network/errors.ts'
import { type OpenedNetwork, openNetwork } from '../network/open.ts'
import { startBackend } from '../tensor/backend.ts'
import { workspacePlace } from '../workspace/place.ts'
import { namedNetworks } from '../zoo/named.ts'
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
  try {
    return await openNetwork(spec, { labels, named: namedNetworks(workspacePlace(workspace)) })
  } catch (error) {
    const named = existsSync(spec) || existsSync(spec.split(',', 1)[0] ?? '')
    if (error instanceof NetworkFileError && !named) throw new UsageError(error.message, { cause: error })
    throw error
  }
}

/** @throws {UsageError} naming the layers there are, where the network has none of that name */
export function checkLayer(network: OpenedNetwork, layer: string): void {
  const names = summariseBlobs(network.graph, network.weights).map(({ name }) => name)
  if (names.includes(layer)) return
  throw new UsageError(
    `The network ${network.card.title} has no layer "${layer}"; its layers are ${names.join(', ')}.`,
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
