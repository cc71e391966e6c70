import type { NetworkData } from '../graph.ts'

/** One kind of network: how to tell it, and how to read it. */
export interface NetworkFormat {
  readonly origin: 'folder' | 'caffe'
  /** What the user gives, to complete "networks are read from …". */
  readonly description: string
  /** Whether these paths, as the user gave them, are of this kind; says so too of ones that are then found wanting. */
  match(paths: readonly string[]): Promise<boolean>
  /** @throws NetworkFileError */
  open(paths: readonly string[]): Promise<NetworkData>
}
