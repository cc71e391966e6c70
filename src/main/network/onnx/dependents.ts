import type { Step } from './plan.ts'

/**
 * The values whose numbers depend on an input: all that is made of it, step by step. What is made of its shape alone is known at planning,
 * and no step; a Dropout's mask, which comes second, says that all is kept.
 * @param steps in the order they run
 */
export function dependents(
  steps: readonly Pick<Step, 'type' | 'inputs' | 'outputs'>[],
  input: string,
): ReadonlySet<string> {
  const found = new Set([input])
  for (const { type, inputs, outputs } of steps) {
    if (!inputs.some((name) => found.has(name))) continue
    for (const name of type === 'Dropout' ? outputs.slice(0, 1) : outputs) found.add(name)
  }
  return found
}
