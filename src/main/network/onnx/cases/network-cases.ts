import { floats, type GradientCase } from './case.ts'

/** Where the gradients of the operators that networks are made of are tried: one row or more an operator. */
export const networkCases: readonly GradientCase[] = [{ operator: 'Relu', inputs: [floats([2, 3, 2, 2])] }]

/** Operators of that registry that have no gradient, and why. */
export const networkWithoutGradient: Readonly<Record<string, string>> = {}
