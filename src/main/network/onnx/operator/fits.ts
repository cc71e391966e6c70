import { OperatorError } from '../../operator/operator.ts'

/** Numbers that an operator may make on its way, beyond its inputs and outputs: a damaged file may ask for any. */
const MOST = 2 ** 28

/** Throws `OperatorError` where what an operator makes on its way would not fit into memory. */
export function checkFits(numbers: number, what: string): void {
  if (!(numbers <= MOST)) throw new OperatorError(`${what} would not fit into memory`)
}
