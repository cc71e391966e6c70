import { createHash } from 'node:crypto'
import type { NetworkData } from './graph.ts'

/**
 * SHA-256 of all that determines what a network computes: its graph, its weights, and of its card the preparation of
 * images and the output. Titles, class names and terms are not part of it, so results stay valid when they change.
 */
export function networkHash({ graph, weights, card }: NetworkData): string {
  const { inputSize, channelOrder, mean, scale, fit, resizeTo, output } = card
  const hash = createHash('sha256')
  const { dialect, input, layers } = graph
  const preparation = { inputSize, channelOrder, mean, scale, fit, resizeTo, output }
  hash.update(canonicalJson({ dialect, input, layers, preparation }))
  for (const [key, { shape, data }] of [...weights].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(canonicalJson({ key, shape }))
    hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
  }
  return hash.digest('hex')
}

/** JSON with the fields of every object in the order of their names, so that equal values are equal texts. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}
