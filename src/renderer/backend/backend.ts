import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '../../contract/contract.ts'
import type { Image } from '../../contract/image.ts'

export type Client = ContractRouterClient<Contract>

/** How the engine can be reached just now; `message` is the sentence to show. */
export type Connection =
  | { readonly state: 'connecting' }
  | { readonly state: 'ready' }
  | { readonly state: 'lost' | 'refused'; readonly message: string }

/**
 * What the renderer asks of its host: the contract's client, and the bytes that do not cross it. Optional members are
 * capabilities that only one host has.
 */
export interface Backend {
  readonly client: Client
  /** Tells of every change of the connection, the present one first. */
  onConnection(listener: (connection: Connection) => void): void
  /** Puts a file into the workspace. Throws an error whose message is a sentence to show. */
  upload(file: Blob, name: string): Promise<Image>
  /** Address of a whole result as a download (browser). */
  exportUrl?(key: string): string
  /** Lets the user choose a folder; null if they do not (Electron). */
  chooseDirectory?(): Promise<string | null>
  /** Lets the user choose a network's files; null if they do not (Electron). */
  chooseNetworkFiles?(): Promise<string[] | null>
  /** Lets the user choose a folder that holds a network; null if they do not (Electron). */
  chooseNetworkFolder?(): Promise<string | null>
  /** Lets the user choose a folder of images; null if they do not (Electron). */
  chooseDatasetFolder?(): Promise<string | null>
  /** Lets the user choose a table or another file of images; null if they do not (Electron). */
  chooseDatasetFile?(): Promise<string | null>
}

let current: Backend | null = null

/** Sets the backend that the stores use; called once, before the app is mounted. */
export function provideBackend(backend: Backend): void {
  current = backend
}

/** The backend in use. */
export function useBackend(): Backend {
  if (!current) throw new Error('No backend was provided before the stores were used.')
  return current
}
