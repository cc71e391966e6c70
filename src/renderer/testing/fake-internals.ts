import { implement, ORPCError } from '@orpc/server'
import { internalsContract } from '../../contract/internals.ts'

/** The insides of an engine in memory: what was asked is remembered, and answered with small invented numbers. */
export class FakeInternals {
  /** The adversaries of each walk that was asked for. */
  readonly walks: string[][] = []
  /** The images of each question for activations. */
  readonly asked: string[][] = []

  readonly router = this.#router()

  #router() {
    const os = implement(internalsContract)
    return os.router({
      activations: os.activations.handler(({ input }) => {
        if (input.layer === 'none') throw new ORPCError('BAD_REQUEST', { message: 'There is no such layer.' })
        this.asked.push(input.images)
        // The key of an image's values is the image's own hash.
        return { layer: input.layer, shape: [2, 1, 2], values: input.images }
      }),
      walk: os.walk.handler(({ input }) => {
        this.walks.push(input.adversaries)
        // An adversary's distances are told by the first digit of its hash.
        const digits = input.adversaries.map((hash) => Number.parseInt(hash.slice(0, 1), 16))
        const step = { sourceToGuide: 10, toSource: digits, toGuide: digits.map((digit) => 10 - digit) }
        return { steps: [{ layer: 'data', ...step }] }
      }),
      strongest: os.strongest.handler(({ input }) =>
        input.images.map((hash) => ({ hash, value: input.unit })),
      ),
    })
  }
}
