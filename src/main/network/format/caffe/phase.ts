import type { Message } from '../protobuf/message.ts'

/**
 * The stages in which a trained network is used: none, or "deploy" where its layers speak of that stage, as
 * descriptions that serve training and deployment alike do.
 */
export function testStages(layers: readonly Message[]): ReadonlySet<string> {
  const rules = layers.flatMap((layer) => [...layer.messages('include'), ...layer.messages('exclude')])
  const named = rules.flatMap((rule) => [...rule.texts('stage'), ...rule.texts('not_stage')])
  return new Set(named.filter((stage) => stage === 'deploy'))
}

/**
 * Whether a layer takes part when the trained network is used: Caffe's include and exclude rules for phase TEST,
 * level 0 and these stages. V1 and V2 layers say it alike.
 */
export function runsInTest(layer: Message, stages: ReadonlySet<string>): boolean {
  const include = layer.messages('include')
  if (include.length > 0) return include.some((rule) => holdsInTest(rule, stages))
  return !layer.messages('exclude').some((rule) => holdsInTest(rule, stages))
}

function holdsInTest(rule: Message, stages: ReadonlySet<string>): boolean {
  if ((rule.text('phase') ?? 'TEST') !== 'TEST') return false
  if ((rule.number('min_level') ?? 0) > 0 || (rule.number('max_level') ?? 0) < 0) return false
  return (
    rule.texts('stage').every((stage) => stages.has(stage)) &&
    !rule.texts('not_stage').some((s) => stages.has(s))
  )
}
