import { runCommand } from './program.ts'

/** What a command line did. */
export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs a command line in this process, for tests. */
export async function ran(...args: string[]): Promise<Ran> {
  let [out, err] = ['', '']
  const terminal = {
    out: { write: (text: string) => (out += text) },
    err: { write: (text: string) => (err += text) },
    signal: new AbortController().signal,
  }
  const code = await runCommand(args, terminal, () => 130)
  return { code, out, err }
}
