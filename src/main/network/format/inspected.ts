import type { CardQuestion } from '../../../contract/card.ts'
import { summariseBlobs } from '../dialects.ts'
import { countParameters } from '../facts/parameters.ts'
import type { NetworkData } from '../graph.ts'
import type { Inspected } from './format.ts'

const mostOutputs = 8

/**
 * What is told of a network that could be read without any answer.
 * @param format what it is, as a person would say
 * @param open what of its card was assumed; class names are added where there are classes without
 */
export function inspectedAs(
  { graph, weights, card, notes }: NetworkData,
  format: string,
  open: readonly CardQuestion[],
): Inspected {
  const [channels = null, height = null, width = null] = graph.input.shape
  const blobs = summariseBlobs(graph, weights)
  const unnamed = card.output !== undefined && card.labels.length === 0
  return {
    format,
    input: [channels, height, width],
    layers: graph.layers.length,
    parameters: countParameters(weights),
    classes: blobs.find(({ name }) => name === card.output)?.units ?? null,
    outputs: likelyOutputs(blobs, card.output),
    draft: card,
    open: unnamed ? [...open, 'labels'] : open,
    notes,
  }
}

/** Blobs of scores, one a class: those without positions, the last few of them, the one that is assumed at the end. */
export function likelyOutputs(
  blobs: readonly { readonly name: string; readonly shape: readonly number[] }[],
  assumed: string | undefined,
): string[] {
  const scores = blobs.filter(
    ({ shape: [count = 0, ...positions] }) => count > 1 && positions.every((n) => n === 1),
  )
  const names = scores.map(({ name }) => name).filter((name) => name !== assumed)
  const last = names.slice(-(mostOutputs - 1))
  return assumed === undefined ? last : [...last, assumed]
}
