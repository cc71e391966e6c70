import { implement, ORPCError } from '@orpc/server'
import { type Inversion, inversionContract, inversionPresets } from '../../contract/inversion.ts'
import { hashOf, ORIGIN } from './samples.ts'

/** A finished inversion with invented numbers. */
export const inversionOf = (image: string, layer: string): Inversion => {
  const terms = { objective: 0.5, loss: 0.04, tv: 0.3, alpha: 0.16 }
  return {
    key: hashOf('c'),
    image,
    network: 'alpha',
    layer,
    objective: 0.5,
    ratio: 0.2,
    createdAt: '2026-01-02T03:04:05.000Z',
    png: hashOf('e'),
    npy: hashOf('f'),
    report: {
      image,
      network: 'alpha',
      layer,
      settings: inversionPresets.fast,
      seed: 0,
      restarts: 1,
      used: { lambdaTv: 1, sigma: 27098.1157, depth: 1 },
      evaluations: 100,
      seconds: 1,
      halvings: 0,
      kept: 0,
      objectives: [0.5],
      found: terms,
      eightBit: terms,
      original: terms,
      trace: [],
      notes: [],
      provenance: { ...ORIGIN, imageHash: image },
    },
  }
}

/** The inversions of an engine in memory: those of `made` are found, whatever the settings. */
export class FakeInversions {
  /** Images that have been inverted. */
  readonly made = new Set<string>()

  readonly router = this.#router()

  #router() {
    const os = implement(inversionContract)
    return os.router({
      find: os.find.handler(({ input }) => {
        if (input.layer === 'none') throw new ORPCError('BAD_REQUEST', { message: 'There is no such layer.' })
        return input.images.map((image) => (this.made.has(image) ? inversionOf(image, input.layer) : null))
      }),
      get: os.get.handler(() => inversionOf(hashOf('a'), 'conv1')),
      list: os.list.handler(() => []),
      remove: os.remove.handler(() => ({ removed: false })),
    })
  }
}
