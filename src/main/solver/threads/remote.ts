import { MessageChannel, type MessagePort, type Worker } from 'node:worker_threads'
import type { AskTell } from '../ask-tell.ts'
import type { LbfgsbOptions } from '../lbfgsb.ts'
import type { Box } from '../solver.ts'
import type { Answer, Beginning, SharedVectors } from './protocol.ts'

/** L-BFGS-B on another thread. What it throws, and the thread's end, reject the next `ask`. */
export function remoteLbfgsb(
  thread: Worker,
  start: Float32Array,
  { lower, upper }: Box,
  options: LbfgsbOptions,
): AskTell {
  const vectors: SharedVectors = {
    start: shared(start),
    lower: shared(lower),
    upper: shared(upper),
    gradient: shared(start),
    point: shared(start),
  }
  const { port1: port, port2 } = new MessageChannel()
  const closed = closing(port)
  // From now on, so that nothing is missed before it is asked for.
  let answer = nextAnswer(port, closed)
  const beginning: Beginning = { vectors, options, port: port2 }
  thread.postMessage(beginning, [port2])
  return {
    ask: async () => {
      const told = await answer
      if ('failed' in told) throw told.failed
      if (!told.solution) return { done: false, value: vectors.point }
      port.close()
      return { done: true, value: { ...told.solution, point: new Float32Array(vectors.point) } }
    },
    tell: ({ value, gradient }) => {
      vectors.gradient.set(gradient)
      answer = nextAnswer(port, closed)
      port.postMessage(value)
    },
  }
}

function shared(content: Float32Array): Float32Array {
  const vector = new Float32Array(new SharedArrayBuffer(content.byteLength))
  vector.set(content)
  return vector
}

/** Rejected once the port is closed, whenever that is. */
function closing(port: MessagePort): Promise<never> {
  const closed = new Promise<never>((_, reject) => {
    port.once('close', () => reject(new Error('The thread that its solver ran on ended.')))
  })
  // Whoever asks gets the rejection; nobody may.
  closed.catch(() => undefined)
  return closed
}

function nextAnswer(port: MessagePort, closed: Promise<never>): Promise<Answer> {
  const told = new Promise<Answer>((resolve) => port.once('message', resolve))
  const answer = Promise.race([told, closed])
  answer.catch(() => undefined)
  return answer
}
