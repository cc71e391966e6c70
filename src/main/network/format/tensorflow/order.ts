import type { GraphNode } from './node.ts'
import { NodeFault } from './op/op.ts'

/**
 * The nodes that some outputs need, each after those it takes from.
 * @throws {NodeFault} where one is missing, or they go round in a circle
 */
export function inOrder(
  nodes: readonly GraphNode[],
  wanted: readonly { readonly node: string }[],
): GraphNode[] {
  const byName = new Map(nodes.map((node) => [node.name, node]))
  const ordered: GraphNode[] = []
  const state = new Map<string, 'open' | 'done'>()
  const waiting = wanted.map(({ node }) => node).reverse()
  while (waiting.length > 0) {
    const name = waiting.at(-1) ?? ''
    const node = byName.get(name)
    if (node === undefined) throw new NodeFault(`there is no node "${name}", from which another takes`)
    const before = state.get(name)
    if (before === undefined) {
      state.set(name, 'open')
      for (const source of node.inputs.toReversed()) {
        const other = state.get(source.node)
        if (other === 'open') throw new NodeFault(`the node "${source.node}" takes from itself`)
        if (other === undefined) waiting.push(source.node)
      }
      continue
    }
    waiting.pop()
    if (before === 'open') {
      state.set(name, 'done')
      ordered.push(node)
    }
  }
  return ordered
}
