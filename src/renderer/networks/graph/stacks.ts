import { operatorKind } from '../kinds.ts'

/** What a drawing needs to know of a layer. */
export interface DrawnLayer {
  readonly name: string
  readonly type: string
  /** Without the batch; null of a value that is not a batch’s. */
  readonly shape: readonly number[] | null
  readonly bottoms: readonly string[]
  readonly tops: readonly string[]
}

/** Layers drawn as one box, in the order they run: the first, and those that only follow it. Indexes of layers. */
export type Stack = readonly number[]

export interface StackEdge {
  /** Indexes of stacks. */
  readonly from: number
  readonly to: number
}

/** A network as boxes and what leads from one to another, each pair of boxes once. */
export interface StackedGraph {
  readonly stacks: readonly Stack[]
  readonly edges: readonly StackEdge[]
  /** The stack of each layer. */
  readonly stackOf: readonly number[]
}

const FOLLOWERS: ReadonlySet<string> = new Set(['normalisation', 'activation'])

/**
 * Gathers each layer with the normalisations and activations after it that nothing else comes between: a convolution, its batch
 * normalisation and its ReLU are read as one step, and a drawing of a third of the boxes is read more easily and laid out faster.
 */
export function stackLayers(layers: readonly DrawnLayer[]): StackedGraph {
  const links = linksOf(layers)
  const into = links.map((from) => from.length)
  const outOf = layers.map(() => 0)
  for (const from of links.flat()) outOf[from] = (outOf[from] ?? 0) + 1
  const stacks: number[][] = []
  const stackOf: number[] = []
  for (const [index, { type }] of layers.entries()) {
    const [before] = links[index] ?? []
    const follows =
      before !== undefined && into[index] === 1 && outOf[before] === 1 && FOLLOWERS.has(operatorKind(type))
    const stack = follows ? (stackOf[before] ?? stacks.length) : stacks.length
    stackOf.push(stack)
    const members = stacks[stack]
    if (members) members.push(index)
    else stacks.push([index])
  }
  return { stacks, edges: edgesOf(links, stackOf), stackOf }
}

/** Which layers make what each layer takes, each once; of a blob written in place, the last before it. */
function linksOf(layers: readonly DrawnLayer[]): number[][] {
  const maker = new Map<string, number>()
  return layers.map(({ bottoms, tops }, index) => {
    const from = new Set(bottoms.map((blob) => maker.get(blob)).filter((one) => one !== undefined))
    for (const blob of tops) if (blob !== '') maker.set(blob, index)
    return [...from]
  })
}

function edgesOf(links: readonly (readonly number[])[], stackOf: readonly number[]): StackEdge[] {
  const edges = new Map<string, StackEdge>()
  for (const [index, from] of links.entries())
    for (const before of from) {
      const edge = { from: stackOf[before] ?? 0, to: stackOf[index] ?? 0 }
      if (edge.from !== edge.to) edges.set(`${edge.from} ${edge.to}`, edge)
    }
  return [...edges.values()]
}
