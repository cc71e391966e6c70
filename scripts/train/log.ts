import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Says lines on standard output and keeps them in `folder`/training.log, from its start unless `goOn`. */
export function logTo(folder: string, goOn: boolean): (line: string) => void {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'training.log')
  if (!goOn) writeFileSync(file, '')
  return (line) => {
    console.log(line)
    appendFileSync(file, `${line}\n`)
  }
}

/** Counts seconds from now on; the answer is whole. */
export function stopwatch(): () => string {
  const started = performance.now()
  return () => ((performance.now() - started) / 1000).toFixed(0)
}
