import type { Graph, Weights } from '../graph.ts'
import { inputShapes, planGraph } from '../plan.ts'
import { inFile } from './check.ts'
import { fileError } from './file.ts'
import { listed } from './wording.ts'

/** Names a few of which are enough to see what is different. */
const few = 4

/**
 * Says where a weights file is another network's: there are names that the layers ask for and it lacks, and names that none asks for.
 * @throws NetworkFileError with some of both
 */
export function checkWeightNames(
  graph: Graph,
  weights: Weights,
  files: { network: string; weights: string },
): void {
  const wanted = new Set(
    inFile(files.network, () => (graph.dialect === undefined ? caffeNames(graph) : onnxNames(graph))),
  )
  const missing = [...wanted].filter((name) => !weights.has(name))
  const further = [...weights.keys()].filter((name) => !wanted.has(name) && name !== 'card/mean')
  if (missing.length === 0 || further.length === 0) return
  const some = (names: readonly string[]) =>
    `${listed(names.slice(0, few))}${names.length > few ? ` and ${names.length - few} more` : ''}`
  throw fileError(
    files.weights,
    `its weights have other names than the layers of ${files.network}: there is no ${some(missing)}, but there is ${some(further)}`,
  )
}

function caffeNames(graph: Graph): string[] {
  const plan = planGraph(graph)
  return plan.steps.flatMap((step) =>
    [...step.operator.weights(inputShapes(plan, step)).keys()].map((role) => `${step.layer.name}/${role}`),
  )
}

/** In ONNX's dialect a weight is what a node takes and none makes. */
function onnxNames({ input, layers }: Graph): string[] {
  const made = new Set([input.blob, '', ...layers.flatMap(({ tops }) => tops)])
  return layers.flatMap(({ bottoms }) => bottoms.filter((name) => !made.has(name)))
}
