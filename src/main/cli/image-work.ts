import type { Backend, BackendName } from '../../contract/about.ts'
import type { PreparedImage } from '../experiment/prepare.ts'
import type { ReadyNetwork } from '../experiment/request.ts'
import { checkWritable } from '../export/write.ts'
import { Network } from '../network/network.ts'
import { imageFolders, prepareImages } from './images.ts'
import { checkLayer, openNamedNetwork, startNamedBackend } from './open.ts'
import type { Terminal } from './terminal.ts'

/** What the commands are told that work on images, each at some layers. */
export interface ImageWorkOptions {
  readonly image: readonly string[]
  readonly network: string
  readonly layer: readonly string[]
  readonly out: string
  readonly workspace?: string
  readonly backend?: BackendName
  readonly json?: boolean
  readonly quiet?: boolean
}

export interface ImageWork {
  readonly network: ReadyNetwork
  readonly images: readonly PreparedImage[]
  /** Where the files of each image at each layer go. */
  readonly folders: readonly (readonly string[])[]
  readonly backend: Backend
}

/**
 * Opens the network, reads the images and starts the backend, saying what was assumed and converted unless `quiet`.
 * @throws before any work, where a layer is unknown or nothing could be written to `out`
 */
export async function startImageWork(
  { image: paths, layer: layers, out, quiet, ...named }: ImageWorkOptions,
  { err, signal }: Terminal,
): Promise<ImageWork> {
  await checkWritable(out)
  const opened = await openNamedNetwork(named.network, undefined, named.workspace)
  for (const layer of layers) checkLayer(opened, layer)
  const images = await prepareImages(paths, opened.card, signal)
  const backend = await startNamedBackend(named.backend)
  const notes = new Set([...opened.notes, ...images.flatMap((image) => image.notes)])
  if (!quiet) {
    for (const note of notes) err.write(`${note}\n`)
    err.write(`${backend.library} ${backend.version} on ${backend.device}.\n`)
  }
  const network = { id: opened.id, hash: opened.hash, network: Network.load(opened) }
  return { network, images, folders: imageFolders(paths, layers, out), backend }
}
