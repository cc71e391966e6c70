import type { InversionSettings } from '../../contract/inversion.ts'
import type { Graph } from '../network/graph.ts'
import { lambdaTvAt, layerDepth } from './depth.ts'

/** The objective's parameters with nothing left open. */
export interface ObjectiveSettings {
  readonly lambdaTv: number
  readonly beta: number
  readonly lambdaAlpha: number
  readonly alpha: number
  readonly sigma: number
  /** The layer's depth, which λ_TV goes by. */
  readonly depth: number
}

/** x0σ of Mahendran and Vedaldi's program: the norm of a typical mean-free image of 227 × 227 × 3 values. */
const SIGMA = 27098.1157
const SIGMA_VALUES = 227 * 227 * 3

/** x0σ of an image of that many values: norms go with the root of their number. */
export const typicalNorm = (values: number): number => SIGMA * Math.sqrt(values / SIGMA_VALUES)

/** What the settings come to at a layer of a network. */
export function objectiveSettings(
  { lambdaTv, beta, lambdaAlpha, alpha, sigma }: InversionSettings,
  graph: Graph,
  layer: string,
): ObjectiveSettings {
  const values = graph.input.shape.reduce((product, side) => product * side, 1)
  const depth = layerDepth(graph, layer)
  return {
    lambdaTv: lambdaTv ?? lambdaTvAt(depth),
    beta,
    lambdaAlpha,
    alpha,
    sigma: sigma ?? typicalNorm(values),
    depth,
  }
}
