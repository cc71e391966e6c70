import type { NetworkOrigin } from '../../contract/network.ts'

/** Where the network is that a name stands for. */
export interface NamedNetwork {
  /** Its paths, with commas between. */
  readonly path: string
  /** A file of class names, in place of the card's. */
  readonly labels?: string | undefined
  /** What it was before it was imported. */
  readonly origin?: NetworkOrigin | undefined
  /** The architecture that its weights were published for: the network's notes say where it departs from that. */
  readonly architecture?: string | undefined
  /** What its reader said when it was imported. */
  readonly notes?: readonly string[] | undefined
}

/** Looks a name up; undefined where there is no network of that name. */
export type NamedNetworks = (name: string) => Promise<NamedNetwork | undefined>
