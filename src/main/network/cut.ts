import type { Step } from './plan.ts'

/** The steps that these values need, in order: the network cut at its target. */
export function cut(steps: readonly Step[], targets: Iterable<number>): Step[] {
  const needed = new Set(targets)
  const kept: Step[] = []
  for (const step of [...steps].reverse()) {
    if (!step.outputs.some((value) => needed.has(value))) continue
    kept.unshift(step)
    for (const value of step.inputs) needed.add(value)
  }
  return kept
}
