import { codeOf } from './errors.ts'

/** A try that failed in a way the next one may not. The message is the rest of a sentence about the server. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
}

const reasons: Readonly<Record<string, string>> = {
  UND_ERR_HEADERS_TIMEOUT: 'did not answer in time',
  UND_ERR_BODY_TIMEOUT: 'stopped sending',
  UND_ERR_CONNECT_TIMEOUT: 'could not be reached in time',
  UND_ERR_SOCKET: 'broke the connection off',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'sent another number of bytes than it had said',
  ECONNRESET: 'broke the connection off',
  ECONNREFUSED: 'refused the connection',
  ENOTFOUND: 'is not known (is this machine on the net?)',
  EAI_AGAIN: 'is not known (is this machine on the net?)',
}

/** What seldom passes by itself within seconds. */
const lasting: ReadonlySet<string> = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED'])

/** How many tries in a row that bring not one byte are worth while after such an error. */
export function triesAfter(error: unknown): number {
  return lasting.has(codeOf(error)) ? 2 : 5
}

/** Why a try failed, as the rest of a sentence about the server. */
export function reasonOf(error: unknown): string {
  if (error instanceof Interrupted) return error.message
  const code = codeOf(error)
  const unknown = error instanceof Error ? error.message : String(error)
  return (
    reasons[code] ?? `could not be read from (${[unknown, code].filter((word) => word !== '').join(', ')})`
  )
}
