import { squaredDistance } from './distance.ts'
import type { Measure } from './measure.ts'

/** ‖φ(a) − φ(g)‖², without a half: what feature-opt minimises. */
export const objective: Measure = ({ features }) => squaredDistance(features.adversary, features.guide)
