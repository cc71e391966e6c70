import { type InversionSettings, inversionPresets } from '../../src/contract/inversion.ts'
import { framesStrip } from '../../src/main/engine/workers/frame-strip.ts'
import { invert } from '../../src/main/inversion/invert.ts'
import type { Network } from '../../src/main/network/network.ts'
import { median } from '../statistics.ts'

/** The paper's descent, cut to so many steps of its first phase. */
export function firstSteps(steps: number): InversionSettings {
  const phases = [{ steps, rate: 0.004 }]
  return { ...inversionPresets.paper, optimiser: { name: 'momentum', momentum: 0.9, phases } }
}

/** Each image's representation as a request, all from one seed. */
export async function inversionRequests(
  network: Network,
  layer: string,
  images: readonly Float32Array[],
  seed = 1,
) {
  const found = (await network.represent(images, [layer])).get(layer) ?? []
  return found.map((representation) => ({ layer, representation, seed }))
}

/** Seconds that so many steps of these images take as one batch, after a few to warm up. */
export async function inversionSeconds(
  network: Network,
  layer: string,
  images: readonly Float32Array[],
  steps: number,
): Promise<number> {
  const requests = await inversionRequests(network, layer, images)
  const capacity = images.length
  await invert(network, requests, firstSteps(3), { capacity })
  const start = performance.now()
  await invert(network, requests, firstSteps(steps), { capacity })
  return (performance.now() - start) / 1000
}

/**
 * What pictures of the images as they form add to the processor time of a batch: taken every fifth step and, as the engine does while
 * somebody watches, drawn and encoded once a second. By processor time over all threads, so that other programs do not count.
 */
export async function frameOverhead(
  network: Network,
  layer: string,
  images: readonly Float32Array[],
  steps: number,
  rounds: number,
) {
  const requests = await inversionRequests(network, layer, images)
  const run = async (watched: boolean): Promise<number> => {
    const frames = new Map<number, Uint8Array>()
    const before = process.cpuUsage()
    let drawn = performance.now()
    let drawing = Promise.resolve<unknown>(undefined)
    await invert(network, requests, firstSteps(steps), {
      ...(watched ? { frameEvery: 5 } : {}),
      onProgress: (request, { frame }) => {
        if (frame) frames.set(request, frame)
        if (!watched || performance.now() - drawn < 1000) return
        drawn = performance.now()
        drawing = framesStrip(
          requests.map((_, i) => frames.get(i)),
          network.inputShape,
        )
      },
    })
    await drawing
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1e6
  }
  await run(false)
  const ratios: number[] = []
  for (let round = 0; round < rounds; round++) {
    const plain = await run(false)
    ratios.push((await run(true)) / plain)
  }
  return { layer, images: images.length, steps, overhead: median(ratios) - 1, ratios }
}
