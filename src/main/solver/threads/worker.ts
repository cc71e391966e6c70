/** What a thread for solvers runs: an L-BFGS-B for each port it is sent, until that ends. */
import { parentPort } from 'node:worker_threads'
import type { Wanted } from '../ask-tell.ts'
import { lbfgsb } from '../lbfgsb.ts'
import type { Answer, Beginning } from './protocol.ts'

parentPort?.on('message', ({ vectors, options, port }: Beginning) => {
  const { start, lower, upper, gradient, point } = vectors
  const solver = lbfgsb(start, { lower, upper }, options)
  const answer = (advance: () => Wanted): Answer => {
    try {
      const wanted = advance()
      if (!wanted.done) {
        point.set(wanted.value)
        return { solution: null }
      }
      const { point: best, ...solution } = wanted.value
      point.set(best)
      return { solution }
    } catch (error) {
      return { failed: error instanceof Error ? error : new Error(String(error)) }
    }
  }
  port.on('message', (value: number) => port.postMessage(answer(() => solver.next({ value, gradient }))))
  port.postMessage(answer(() => solver.next()))
})
parentPort?.postMessage('ready')
