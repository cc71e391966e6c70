import type { Architecture } from '../../contract/network.ts'
import { publishedOf } from '../download/catalogue.ts'
import { architectureNames, readArchitecture } from '../network/catalogue.ts'
import { inferShapes } from '../network/plan.ts'
import { parameterCount } from '../network/weight-shapes.ts'

let known: readonly Architecture[] | undefined

/** The graphs that come with the app, which can be had with random weights. They are read once. */
export function architectures(): readonly Architecture[] {
  known ??= architectureNames().map(architectureOf)
  return known
}

function architectureOf(name: string): Architecture {
  const { graph, card } = readArchitecture(name)
  const scores = card.output === undefined ? undefined : inferShapes(graph).get(card.output)
  const classes = scores?.reduce((product, size) => product * size, 1) ?? 0
  const published = publishedOf('network').some((one) => one.name === name)
  return {
    name,
    title: card.title,
    description: card.description,
    inputSize: [...card.inputSize],
    classes,
    parameters: parameterCount(graph),
    download: published ? name : null,
  }
}
