import type { MethodName } from '../../contract/measures.ts'
import { featureOpt } from './feature-opt.ts'

/** What makes the adversaries of some pairs, as `featureOpt` does. */
export type Method = typeof featureOpt

/** Every method by the name that requests and reports have for it. */
export const methods: Readonly<Record<MethodName, Method>> = { 'feature-opt': featureOpt }
