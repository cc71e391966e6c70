import type { BackendName } from '../../contract/about.ts'
import type { Offer } from './provider.ts'

export interface Candidate {
  readonly name: BackendName
  readonly offer: Offer
}

export interface Choice {
  /** In the order in which they are to be tried. */
  readonly order: readonly BackendName[]
  /** Those not to be tried, each with its sentence. */
  readonly unusable: readonly { readonly name: BackendName; readonly reason: string }[]
}

/** Lower is better: TensorFlow on a GPU, WebGPU on a GPU, TensorFlow on the CPU, WebAssembly. */
function rank({ name, offer }: Candidate): number {
  if (!offer.usable) return Number.POSITIVE_INFINITY
  const order = ['tensorflow/gpu', 'webgpu/gpu', 'tensorflow/cpu', 'wasm/cpu']
  const index = order.indexOf(`${name}/${offer.kind}`)
  return index < 0 ? Number.POSITIVE_INFINITY : index
}

/**
 * Orders what a machine offers, best first. A backend the user prefers comes first whenever it can run at all; an
 * adapter that is only software is used for nothing but such an explicit wish, being slower than the CPU itself.
 */
export function choose(candidates: readonly Candidate[], prefer: BackendName | null): Choice {
  const unusable: { name: BackendName; reason: string }[] = []
  const usable: Candidate[] = []
  for (const candidate of candidates) {
    const { name, offer } = candidate
    if (!offer.usable) unusable.push({ name, reason: offer.reason })
    else if (offer.kind === 'software' && name !== prefer)
      unusable.push({ name, reason: `Its only adapter is software (${offer.device}), slower than the CPU.` })
    else usable.push(candidate)
  }
  const preferred = (candidate: Candidate) => (candidate.name === prefer ? -1 : rank(candidate))
  usable.sort((a, b) => preferred(a) - preferred(b))
  return { order: usable.map((candidate) => candidate.name), unusable }
}
