import { cardSchema } from '../../src/contract/card.ts'
import { fillersFile } from '../../src/main/network/catalogue.ts'
import { guiseFiles } from '../../src/main/network/format/guise.ts'
import type { Definition } from './builder.ts'

/** An architecture's files, their texts by name: the graph and card in our own format, and how weights are filled. */
export function textsOf({ graph, card, fillers, fillersFrom }: Definition): Record<string, string> {
  const { layers, ...rest } = graph
  const network = {
    ...{ format: 'guise-network', version: 1 },
    graph: { ...rest, layers },
    card: cardSchema.parse(card),
  }
  const file = { format: 'guise-fillers', version: 1, source: fillersFrom, fillers }
  return { [guiseFiles.network]: text(network), [fillersFile]: text(file) }
}

const deepest = 3

/** JSON with one line a layer and a filler: lists of numbers, and what lies three deep, are not broken up. */
function text(value: object): string {
  return `${indented(value, 0)}\n`
}

function indented(value: unknown, depth: number): string {
  if (isPlain(value) || depth === deepest) return flat(value)
  const inner = '  '.repeat(depth + 1)
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  const entries = Array.isArray(value)
    ? value.map((entry: unknown) => `${inner}${indented(entry, depth + 1)}`)
    : Object.entries(Object(value)).map(
        ([name, entry]) => `${inner}${JSON.stringify(name)}: ${indented(entry, depth + 1)}`,
      )
  return `${open}\n${entries.join(',\n')}\n${'  '.repeat(depth)}${close}`
}

/** A value that fits a line: no object, and no list of objects. */
function isPlain(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((entry) => typeof entry !== 'object')
  return typeof value !== 'object' || value === null
}

/** JSON on one line, with spaces after its commas and colons. */
function flat(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flat).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).map(([name, entry]) => `${JSON.stringify(name)}: ${flat(entry)}`)
  return `{ ${entries.join(', ')} }`
}
