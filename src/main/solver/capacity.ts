/** What is needed to choose how many problems to evaluate together. */
export interface CapacityOptions {
  /** Evaluates a batch of `count` once: value and gradient, as the run will. */
  readonly evaluate: (count: number) => Promise<void>
  /** Bytes that a batch of `count` takes at its peak, the solvers' own vectors included. */
  readonly bytes: (count: number) => number
  /** Bytes that may be taken. */
  readonly memory: number
  /** The most problems there are to run: larger batches are not tried. */
  readonly limit?: number
  /** Milliseconds, rising. */
  readonly clock?: () => number
}

export interface Capacity {
  /** Problems to keep in flight. */
  readonly capacity: number
  /** Problems evaluated in a second at that batch size. */
  readonly rate: number
}

/** A smaller batch within this of the best rate is preferred: a cancel waits for one evaluation, and it takes less memory. */
const WORTHWHILE = 0.95

/**
 * Tries batches of 1, 2, 4, 8 … while memory allows and the rate still grows, and keeps the smallest whose rate is within
 * 5 % of the best. Every size is evaluated three times: once to warm up, twice for the faster time.
 *
 * @throws RangeError where memory does not allow a single problem.
 */
export async function chooseCapacity({
  evaluate,
  bytes,
  memory,
  limit = 64,
  clock = () => performance.now(),
}: CapacityOptions): Promise<Capacity> {
  if (bytes(1) > memory) {
    const [needed, allowed] = [bytes(1), memory].map((value) => `${Math.ceil(value / 2 ** 20)} MiB`)
    throw new RangeError(`One image at a time takes ${needed} of memory; ${allowed} may be used.`)
  }
  const tried: Capacity[] = []
  for (let capacity = 1; capacity <= limit && bytes(capacity) <= memory; capacity *= 2) {
    await evaluate(capacity)
    const times: number[] = []
    for (let repeat = 0; repeat < 2; repeat++) {
      const start = clock()
      await evaluate(capacity)
      times.push(clock() - start)
    }
    const rate = (1000 * capacity) / Math.max(Math.min(...times), Number.MIN_VALUE)
    const best = Math.max(0, ...tried.map((earlier) => earlier.rate))
    tried.push({ capacity, rate })
    if (rate < WORTHWHILE * best) break
  }
  const best = Math.max(...tried.map(({ rate }) => rate))
  return tried.find(({ rate }) => rate >= WORTHWHILE * best) as Capacity
}
