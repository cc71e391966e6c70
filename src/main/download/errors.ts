/**
 * Why a download did not come about: `address` (not there, or not ours to have), `network` (no connection, stalled or broken too
 * often), `content` (not what was published), `disk`, `archive` (cannot be unpacked), or `busy` (somebody else fetches it).
 */
export type DownloadTrouble = 'address' | 'network' | 'content' | 'disk' | 'archive' | 'busy'

/** A download that did not come about. The message is one sentence that says what to do. */
export class DownloadError extends Error {
  override readonly name = 'DownloadError'
  readonly trouble: DownloadTrouble

  constructor(trouble: DownloadTrouble, message: string, options?: ErrorOptions) {
    super(message, options)
    this.trouble = trouble
  }
}

/** The error code that Node or undici gave, of the error itself or of what caused it; empty where there is none. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  if ('code' in error && typeof error.code === 'string') return error.code
  return codeOf(error.cause)
}

const diskCodes: ReadonlySet<string> = new Set([
  'ENOSPC',
  'EDQUOT',
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOTDIR',
  'EEXIST',
])

/** The error of a disk that would not take the file; undefined where the error is another. */
export function diskError(file: string, error: unknown): DownloadError | undefined {
  const code = codeOf(error)
  if (error instanceof DownloadError || !diskCodes.has(code)) return undefined
  const sentence =
    code === 'ENOSPC' || code === 'EDQUOT'
      ? `The disk is full: ${file} could not be written. Free some space and start again; what has been fetched is kept.`
      : `${file} cannot be written (${code}): check the folder’s permissions, or choose another.`
  return new DownloadError('disk', sentence, { cause: error })
}
