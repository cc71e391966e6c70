import { OperatorError } from '../../operator/operator.ts'

/** Einstein's sum: a label for every axis of every operand and of the result. */
export interface Equation {
  readonly operands: readonly (readonly string[])[]
  readonly result: readonly string[]
  readonly sizes: ReadonlyMap<string, number>
}

/**
 * Reads "bij,bjk->bik"; an ellipsis stands for any axes, and without an arrow the result has the labels that occur once, in alphabetical order.
 * @throws {OperatorError} where it does not fit the operands' shapes
 */
export function readEquation(text: string, shapes: readonly (readonly number[])[]): Equation {
  const [left = '', right] = text.replaceAll(' ', '').split('->')
  const terms = left.split(',')
  if (terms.length !== shapes.length)
    throw new OperatorError(`"${text}" is of ${terms.length} operands, not of ${shapes.length}`)
  const operands = terms.map((term, i) => labelsOf(term, shapes[i]?.length ?? 0, text))
  const sizes = sizesOf(operands, shapes, text)
  const spread = [...sizes.keys()].filter(isSpread).sort((a, b) => Number(b.slice(1)) - Number(a.slice(1)))
  const result =
    right === undefined
      ? [...spread, ...once(operands.flat())]
      : right.split(/(\.\.\.)/u).flatMap((part) => (part === '...' ? spread : [...part]))
  if (result.some((label) => !sizes.has(label)) || new Set(result).size !== result.length)
    throw new OperatorError(`"${text}" makes axes that its operands do not have once`)
  return { operands, result, sizes }
}

/** An axis under an ellipsis, by its distance from the ellipsis' end. */
const isSpread = (label: string): boolean => label.startsWith('.')

function labelsOf(term: string, rank: number, text: string): string[] {
  const open = rank - term.replace('...', '').length
  const labels = term
    .split(/(\.\.\.)/u)
    .flatMap((part) => (part === '...' ? Array.from({ length: open }, (_, i) => `.${open - i}`) : [...part]))
  if (labels.length !== rank || open < 0)
    throw new OperatorError(`"${term}" of "${text}" does not name the ${rank} axes it is given`)
  return labels
}

function sizesOf(
  operands: readonly (readonly string[])[],
  shapes: readonly (readonly number[])[],
  text: string,
): Map<string, number> {
  const sizes = new Map<string, number>()
  operands.forEach((labels, i) => {
    labels.forEach((label, axis) => {
      const size = shapes[i]?.[axis] ?? 0
      const known = sizes.get(label) ?? size
      if (known !== size)
        throw new OperatorError(`an axis of "${text}" is ${known} long in one place and ${size} in another`)
      sizes.set(label, size)
    })
  })
  return sizes
}

const once = (labels: readonly string[]): string[] =>
  labels.filter((label) => !isSpread(label) && labels.filter((other) => other === label).length === 1).sort()
