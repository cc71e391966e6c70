import type { Message } from './message.ts'

/**
 * Whether a layer takes part when the trained network is used: Caffe's include and exclude rules for phase TEST,
 * level 0 and no stage. V1 and V2 layers say it alike.
 */
export function runsInTest(layer: Message): boolean {
  const include = layer.messages('include')
  if (include.length > 0) return include.some(holdsInTest)
  return !layer.messages('exclude').some(holdsInTest)
}

function holdsInTest(rule: Message): boolean {
  if ((rule.text('phase') ?? 'TEST') !== 'TEST') return false
  if ((rule.number('min_level') ?? 0) > 0 || (rule.number('max_level') ?? 0) < 0) return false
  return !rule.has('stage')
}
