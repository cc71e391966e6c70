import { InvalidArgumentError } from 'commander'
import {
  type FeatureLayer,
  type Metric,
  metricSchema,
  type Precision,
  precisionSchema,
} from '../../contract/feature.ts'

const MEAN = ':mean'
/** As many as the contract gives for one search. */
const MOST_NEIGHBOURS = 1000

/** A layer as the command line names it: `fire9/concat`, or `fire9/concat:mean` for its averages over space. */
export function featureLayer(text: string): FeatureLayer {
  if (!text.endsWith(MEAN)) return { layer: text, pooling: 'none' }
  return { layer: text.slice(0, -MEAN.length), pooling: 'mean' }
}

/** The same layer in the command line's words. */
export const layerText = ({ layer, pooling }: FeatureLayer): string =>
  pooling === 'mean' ? `${layer}${MEAN}` : layer

export function parseMetric(text: string): Metric {
  const metric = metricSchema.safeParse(text)
  if (metric.success) return metric.data
  throw new InvalidArgumentError(`The distances are ${metricSchema.options.join(' and ')}.`)
}

export function parsePrecision(text: string): Precision {
  const precision = precisionSchema.safeParse(text)
  if (precision.success) return precision.data
  throw new InvalidArgumentError(`The precisions are ${precisionSchema.options.join(' and ')}.`)
}

export function parseNeighbours(text: string): number {
  const count = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (count >= 1 && count <= MOST_NEIGHBOURS) return count
  throw new InvalidArgumentError(`It is a whole number from 1 to ${MOST_NEIGHBOURS}.`)
}
