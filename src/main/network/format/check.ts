import { summariseBlobs } from '../dialects.ts'
import { NetworkFileError } from '../errors.ts'
import type { Graph, NetworkData } from '../graph.ts'
import { validate } from '../validate.ts'
import { fileError } from './file.ts'

/**
 * Runs a check whose errors do not know the file, and names it in them.
 * @throws NetworkFileError
 */
export function inFile<T>(name: string, check: () => T): T {
  try {
    return check()
  } catch (error) {
    if (!(error instanceof NetworkFileError)) throw error
    const { message } = error
    throw fileError(name, `${message.charAt(0).toLowerCase()}${message.slice(1).replace(/\.$/, '')}`, error)
  }
}

/**
 * The last check of every reader: the network is whole, each layer has its own name, each blob one maker (save for
 * layers in place), and there is no weight that no layer asks for.
 * @throws NetworkFileError naming the file, the layer and the reason
 */
export function checked(data: NetworkData, file: string): NetworkData {
  checkNames(data.graph, file)
  inFile(file, () => validate(data))
  checkLabels(data, file)
  const { dialect, layers } = data.graph
  const names = new Set(layers.flatMap(({ name, bottoms }) => (dialect === undefined ? [name] : bottoms)))
  for (const key of data.weights.keys()) {
    if (key !== 'card/mean' && !names.has(dialect === undefined ? key.slice(0, key.lastIndexOf('/')) : key)) {
      throw fileError(file, `there is a weight "${key}" that belongs to no layer`)
    }
  }
  return data
}

/** Class names, where there are any, must be as many as the output has classes: a list that is off by one lies. */
export function checkLabels({ graph, card, weights }: NetworkData, file: string): void {
  const { labels, ids, output } = card
  if (labels.length === 0) return
  if (output === undefined)
    throw fileError(file, 'the network has no output for classes, so it takes no class names')
  const classes = summariseBlobs(graph, weights).find(({ name }) => name === output)?.units ?? 0
  if (labels.length !== classes || (ids.length !== 0 && ids.length !== classes)) {
    const count =
      labels.length === classes ? `${ids.length} class identifiers` : `${labels.length} class names`
    throw fileError(file, `there are ${count}, and the network's output "${output}" has ${classes} classes`)
  }
}

/** Names that occur twice make a network ambiguous, though each layer by itself is right. */
export function checkNames({ input, layers }: Graph, file: string): void {
  const names = new Set<string>()
  const blobs = new Set([input.blob])
  for (const { name, bottoms, tops } of layers) {
    if (names.has(name)) throw fileError(file, `two layers are called "${name}"`)
    names.add(name)
    for (const top of tops) {
      if (blobs.has(top) && !bottoms.includes(top)) {
        throw fileError(file, `layer "${name}" makes the blob "${top}", which an earlier layer makes`)
      }
      blobs.add(top)
    }
  }
}
