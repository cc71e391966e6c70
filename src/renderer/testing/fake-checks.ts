import { implement, ORPCError } from '@orpc/server'
import { type CheckDetail, checkContract } from '../../contract/check.ts'
import { hashOf } from './samples.ts'

/** A check of three classes, the third of which the network does not have. */
export const checkOf = (key: string, more: Partial<CheckDetail> = {}): CheckDetail => ({
  key,
  network: 'alpha',
  networkTitle: 'ALPHA',
  networkHash: hashOf('0'),
  dataset: 'first',
  datasetName: 'first',
  datasetHash: hashOf('f'),
  splits: null,
  limit: null,
  classes: 10,
  checked: 30,
  images: 40,
  scored: 20,
  unscored: 10,
  undecodable: 0,
  top1: 0.75,
  top5: 0.9,
  evaluated: 30,
  seconds: 3,
  imagesPerSecond: 10,
  matchedBy: 'name',
  backend: 'tensorflow',
  device: 'CPU',
  notes: [],
  createdAt: '2026-01-02T03:04:05.000Z',
  perClass: [
    {
      label: 1,
      key: 'n1',
      name: 'dog',
      networkClass: 5,
      networkLabel: 'a dog',
      images: 10,
      top1: 0.6,
      top5: 0.8,
    },
    {
      label: 0,
      key: 'n0',
      name: 'cat',
      networkClass: 3,
      networkLabel: 'a cat',
      images: 10,
      top1: 0.9,
      top5: 1,
    },
    {
      label: 2,
      key: 'n2',
      name: 'unicorn',
      networkClass: null,
      networkLabel: null,
      images: 10,
      top1: null,
      top5: null,
    },
  ],
  confusion: [
    { label: 0, predicted: 3, count: 9, examples: [0, 1] },
    { label: 0, predicted: 5, count: 1, examples: [9] },
    { label: 1, predicted: 5, count: 6, examples: [10] },
    { label: 1, predicted: 7, count: 3, examples: [16] },
    { label: 1, predicted: 3, count: 1, examples: [19] },
    { label: 2, predicted: 7, count: 10, examples: [20] },
  ],
  names: { 3: 'a cat', 5: 'a dog', 7: 'a horse' },
  undecodableImages: [],
  ...more,
})

/** The checks of an engine in memory. */
export class FakeChecks {
  list: CheckDetail[] = []

  readonly router = this.#router()

  #router() {
    const os = implement(checkContract)
    return os.router({
      list: os.list.handler(({ input }) =>
        this.list.filter(({ network }) => input.network === undefined || network === input.network),
      ),
      get: os.get.handler(({ input }) => {
        const check = this.list.find(({ key }) => key === input.key)
        if (!check) throw new ORPCError('NOT_FOUND', { message: `There is no check ${input.key}.` })
        return check
      }),
      remove: os.remove.handler(({ input }) => {
        const before = this.list.length
        this.list = this.list.filter(({ key }) => key !== input.key)
        return { removed: this.list.length < before }
      }),
    })
  }
}
