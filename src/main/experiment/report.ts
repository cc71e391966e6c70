import type { Report } from '../../contract/measures.ts'
import { labels } from '../measure/labels.ts'
import { measure } from '../measure/registry.ts'
import type { FeatureAdversary } from '../method/feature-opt.ts'
import type { Network } from '../network/network.ts'
import { provenanceOf } from './provenance.ts'
import type { MakeRequest, PreparedPair } from './request.ts'

/**
 * Measures both versions of an adversary by a fresh evaluation and writes down everything known of it.
 * @param notes sentences to add to those on the network and the images
 */
export async function makeReport(
  request: MakeRequest,
  { source, guide }: PreparedPair,
  found: FeatureAdversary,
  notes: readonly string[],
): Promise<Report> {
  const { network, layer, method, delta, solver, maxEvaluations } = request
  const eightBit = Float32Array.from(found.eightBit)
  const [s, g, float32, rounded] = await represent(network.network, layer, [
    source.pixels,
    guide.pixels,
    found.adversary,
    eightBit,
  ])
  const version = (adversary: Float32Array, features: Float32Array) =>
    measure({ source: source.pixels, adversary, features: { source: s, guide: g, adversary: features } })
  return {
    source: source.name,
    guide: guide.name,
    network: network.id,
    layer,
    delta,
    method,
    solver,
    maxEvaluations,
    evaluations: found.solution.evaluations,
    seconds: found.seconds,
    outcome: found.solution.outcome,
    message: found.solution.message,
    float32: version(found.adversary, float32),
    eightBit: version(eightBit, rounded),
    labels: await labels(network.network, {
      source: source.pixels,
      guide: guide.pixels,
      adversary: eightBit,
    }),
    trace: [...found.trace],
    notes: [...network.network.data.notes, ...source.notes, ...guide.notes, ...deltaNotes(delta), ...notes],
    provenance: {
      ...provenanceOf(request),
      sourceHash: source.hash,
      guideHash: guide.hash,
      seed: null,
    },
  }
}

type Four = [Float32Array, Float32Array, Float32Array, Float32Array]

/** A fresh evaluation of the four images, apart from anything the optimisation computed. */
async function represent(network: Network, layer: string, images: Four): Promise<Four> {
  const found = (await network.represent(images, [layer])).get(layer) ?? []
  const [source, guide, float32, eightBit] = found
  if (!source || !guide || !float32 || !eightBit) {
    throw new Error(`The network gave ${found.length} representations for 4 images at ${layer}.`)
  }
  return [source, guide, float32, eightBit]
}

const deltaNotes = (delta: number): string[] =>
  Number.isInteger(delta)
    ? []
    : [
        `The 8-bit adversary changes by at most ${Math.floor(delta)}, the whole numbers that delta ${delta} allows.`,
      ]
