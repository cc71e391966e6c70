import { summariseBlobs } from './dialects.ts'
import { NetworkFileError } from './errors.ts'
import type { NetworkData, Weights } from './graph.ts'
import { inputShapes, layerError, type Plan, planGraph } from './plan.ts'

/**
 * Checks that a network is whole: every layer known, its parameters and inputs right, its weights there with the
 * shapes the graph asks for, and the card in keeping with both. Throws `NetworkFileError`.
 */
export function validate(data: NetworkData): void {
  const { graph, weights } = data
  if (graph.dialect === undefined) checkWeights(planGraph(graph), weights)
  checkCard(data, new Set(summariseBlobs(graph, weights).map(({ name }) => name)))
}

function checkWeights(plan: Plan, weights: Weights): void {
  for (const step of plan.steps) {
    for (const [role, shape] of step.operator.weights(inputShapes(plan, step))) {
      const weight = weights.get(`${step.layer.name}/${role}`)
      if (weight === undefined) throw layerError(step.layer, `its ${role} is missing`)
      if (weight.shape.join() !== shape.join())
        throw layerError(
          step.layer,
          `its ${role} is ${weight.shape.join(' × ')} where the graph needs ${shape.join(' × ')}`,
        )
      if (weight.data.length !== shape.reduce((product, size) => product * size, 1))
        throw layerError(
          step.layer,
          `its ${role} has ${weight.data.length} numbers, not as many as its shape`,
        )
    }
  }
}

function checkCard({ graph, card, weights }: NetworkData, blobs: ReadonlySet<string>): void {
  const [channels = 0, height = 0, width = 0] = graph.input.shape
  const expected = card.channelOrder === 'grey' ? 1 : 3
  if (channels !== expected)
    throw new NetworkFileError(`The card says ${card.channelOrder} but the graph takes ${channels} channels.`)
  if (card.inputSize[0] !== height || card.inputSize[1] !== width)
    throw new NetworkFileError(
      `The card says an input of ${card.inputSize.join(' × ')} but the graph takes ${height} × ${width}.`,
    )
  for (const [name, values] of [
    ['mean', card.mean],
    ['scale', card.scale],
  ] as const)
    if (Array.isArray(values) && values.length !== channels)
      throw new NetworkFileError(`The card's ${name} has ${values.length} values for ${channels} channels.`)
  if (card.fit !== 'squash' && card.resizeTo !== undefined && card.resizeTo < Math.max(height, width))
    throw new NetworkFileError(
      `The card crops ${height} × ${width} from an image resized to ${card.resizeTo}: raise resizeTo.`,
    )
  if (card.mean === 'image') checkMeanImage(weights, [channels, height, width])
  if (card.output !== undefined && !blobs.has(card.output))
    throw new NetworkFileError(`The card names the output "${card.output}", which no layer makes.`)
}

function checkMeanImage(
  weights: Weights,
  [channels, height, width]: readonly [number, number, number],
): void {
  const mean = weights.get('card/mean')
  if (mean === undefined) throw new NetworkFileError('The card asks for a mean image but there is none.')
  const [planes = 0, rows = 0, columns = 0] = mean.shape
  if (mean.shape.length !== 3 || planes !== channels || rows < height || columns < width)
    throw new NetworkFileError(
      `The mean image is ${mean.shape.join(' × ')}, which does not cover the input of ${channels} × ${height} × ${width}.`,
    )
  if (mean.data.length !== planes * rows * columns)
    throw new NetworkFileError(`The mean image has ${mean.data.length} numbers, not as many as its shape.`)
}
