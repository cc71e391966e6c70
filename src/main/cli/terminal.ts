/** A stream that text is written to; `isTTY` where a person watches it. */
export interface TextStream {
  write(text: string): unknown
  readonly isTTY?: boolean
  readonly columns?: number
}

/** What a command has of the world: results go to `out`, everything said on the way to `err`. */
export interface Terminal {
  readonly out: TextStream
  readonly err: TextStream
  /** Aborted by Ctrl-C or a request to end. */
  readonly signal: AbortSignal
}
