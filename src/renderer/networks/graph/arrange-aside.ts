import type { ArrangeInput } from './arrange.ts'
import type { Arrangement } from './arrangement.ts'

/**
 * Lays a graph out on a thread of its own, so that the page stays at hand meanwhile; where the browser gives none, it is done here.
 * Throws the signal's reason when that is raised, and ends the thread.
 */
export async function arrangeAside(input: ArrangeInput, signal: AbortSignal): Promise<Arrangement> {
  const worker = new Worker(new URL('./arrange-worker.ts', import.meta.url), { type: 'module' })
  try {
    const answer = await answerOf(worker, input, signal)
    if (answer) return answer
    const { arrange } = await import('./arrange.ts')
    return arrange(input)
  } finally {
    worker.terminate()
  }
}

/** What the thread lays out; null where it could not be started. */
function answerOf(worker: Worker, input: ArrangeInput, signal: AbortSignal): Promise<Arrangement | null> {
  return new Promise((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<Arrangement>) => resolve(data))
    worker.addEventListener('error', () => resolve(null))
    signal.addEventListener('abort', () => reject(signal.reason))
    worker.postMessage(input)
  })
}
