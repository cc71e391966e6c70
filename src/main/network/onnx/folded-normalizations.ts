import { knownScaling } from './operator/batch-normalization.ts'
import { scaledConvolution } from './operator/conv-scaled.ts'
import type { OnnxPlan, Step } from './plan.ts'

/**
 * Convolutions that do the work of the BatchNormalization after them too, by their weights and bias, where nothing else takes what they
 * make and all numbers are known beforehand.
 * @returns by each such BatchNormalization, what can be run in place of both where the value between them is not asked for
 */
export function foldedNormalizations({ steps, values }: OnnxPlan): ReadonlyMap<Step, Step> {
  const known = ({ inputs }: Step) => inputs.map((name) => values.get(name))
  const uses = new Map<string, number>()
  for (const name of steps.flatMap(({ inputs }) => inputs)) uses.set(name, (uses.get(name) ?? 0) + 1)
  const makers = new Map(steps.map((step) => [step.outputs[0], step]))
  const found = new Map<Step, Step>()
  for (const step of steps) {
    const [between = ''] = step.inputs
    const maker = makers.get(between)
    if (step.type !== 'BatchNormalization' || maker?.type !== 'Conv' || uses.get(between) !== 1) continue
    const scaling = knownScaling(step.node, known(step))
    const operator = scaling && scaledConvolution(known(maker), scaling)
    if (operator === undefined) continue
    const node = { ...maker.node, name: `${maker.node.name} with ${step.node.name}` }
    found.set(step, { node, type: 'Conv', operator, inputs: maker.inputs.slice(0, 1), outputs: step.outputs })
  }
  return found
}
