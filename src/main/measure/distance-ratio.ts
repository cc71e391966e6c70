import { squaredDistance } from './distance.ts'
import type { Measure } from './measure.ts'

/**
 * d(a,g) / d(s,g), Euclidean: 1 where nothing was gained, 0 where the adversary is represented as the guide is
 * (Sabour et al., ICLR 2016, figure 3).
 */
export const distanceRatio: Measure = ({ features: { source, guide, adversary } }) =>
  Math.sqrt(squaredDistance(adversary, guide) / squaredDistance(source, guide))
