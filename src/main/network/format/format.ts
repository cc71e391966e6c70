import type { CardDraft, CardQuestion } from '../../../contract/card.ts'
import type { NetworkOrigin } from '../../../contract/network.ts'
import type { NetworkData } from '../graph.ts'

/** What a network's files say of it by themselves. */
export interface Inspected {
  /** What it is, as a person would say: "ONNX, opset 13". */
  readonly format: string
  /** Channels, height and width of the image it takes; null for each that it leaves open. */
  readonly input: readonly [number | null, number | null, number | null]
  readonly layers: number
  /** Null where it cannot be told before the open questions are answered, as the next. */
  readonly parameters: number | null
  readonly classes: number | null
  /** Blobs that may be the output, the likeliest last. */
  readonly outputs: readonly string[]
  /** What of the card they say, and what is assumed as is usual. */
  readonly draft: CardDraft
  /** What of the card they do not say: the assumed fields, and those that nothing can be assumed of. */
  readonly open: readonly CardQuestion[]
  readonly notes: readonly string[]
}

/** One kind of network: how to tell it, and how to read it. */
export interface NetworkFormat {
  readonly origin: Exclude<NetworkOrigin, 'shipped' | 'random'>
  /** What the user gives, to complete "networks are read from …". */
  readonly description: string
  /** Whether these paths, as the user gave them, are of this kind; says so too of ones that are then found wanting. */
  match(paths: readonly string[]): Promise<boolean>
  /**
   * What the files say, open questions and all.
   * @throws NetworkFileError where they can be no network, whatever is answered
   */
  inspect(paths: readonly string[]): Promise<Inspected>
  /**
   * @param card used in place of what the files say of themselves, or beside it; an `inputSize` fixes what they leave free
   * @throws NetworkFileError naming file, layer and reason; naming the question where one that must be answered is not
   */
  open(paths: readonly string[], card?: CardDraft): Promise<NetworkData>
}
