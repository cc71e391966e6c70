import { operators } from './operator/registry.ts'
import type { Plan, Step } from './plan.ts'

/**
 * The same values with less work: dropout, which does nothing here, is passed by, and a ReLU in place is done by the
 * kernel of the layer before it where that can.
 */
export function simplify(plan: Plan): Plan {
  return fuseRelu(dropIdentities(plan))
}

function dropIdentities(plan: Plan): Plan {
  const alias = new Map<number, number>()
  const resolve = (value: number): number => alias.get(value) ?? value
  const steps: Step[] = []
  for (const step of plan.steps) {
    const inputs = step.inputs.map(resolve)
    const [input] = inputs
    if (step.layer.type === 'Dropout' && input !== undefined) {
      for (const output of step.outputs) alias.set(output, input)
    } else steps.push({ ...step, inputs })
  }
  const blobs = new Map([...plan.blobs].map(([blob, value]) => [blob, resolve(value)]))
  return { ...plan, steps, blobs }
}

function fuseRelu(plan: Plan): Plan {
  const uses = new Map<number, number>()
  const observed = [...plan.blobs.values(), ...plan.steps.flatMap((step) => step.inputs)]
  for (const value of observed) uses.set(value, (uses.get(value) ?? 0) + 1)
  const steps: Step[] = []
  for (const step of plan.steps) {
    const maker = steps.find((earlier) => earlier.outputs[0] === step.inputs[0])
    if (maker !== undefined && isRelu(step) && canFuse(maker) && uses.get(step.inputs[0] ?? -1) === 1)
      steps[steps.indexOf(maker)] = { ...maker, outputs: step.outputs, relu: true }
    else steps.push(step)
  }
  return { ...plan, steps }
}

const isRelu = ({ layer }: Step): boolean => layer.type === 'ReLU' && (layer.params.slope ?? 0) === 0

const canFuse = ({ layer, relu }: Step): boolean => !relu && operators.get(layer.type)?.fusesRelu === true
