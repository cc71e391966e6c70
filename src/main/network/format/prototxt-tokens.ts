import { fileError } from './file.ts'

export interface Token {
  /** `mark` is one of `{ } < > [ ] : ; ,`. */
  readonly kind: 'word' | 'number' | 'string' | 'mark' | 'end'
  /** What stands in the file; for a string, what it means. */
  readonly text: string
  readonly line: number
}

const pattern =
  /(?<space>[ \t\r\f\v]+|#[^\n]*)|(?<newline>\n)|(?<mark>[{}<>[\]:;,])|(?<number>-?\s*(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[fF]?)(?![\w.])|-\s*(?:inf|infinity|nan)\b)|(?<word>[A-Za-z_][\w./-]*)|(?<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')/y

/**
 * Splits protobuf's text format into tokens, with the line each stands on; comments are left out.
 * @throws NetworkFileError at a character that begins none.
 */
export function* tokens(text: string, file: string): Generator<Token, Token> {
  let line = 1
  pattern.lastIndex = 0
  let position = 0
  while (position < text.length) {
    pattern.lastIndex = position
    const match = pattern.exec(text)
    if (!match)
      throw fileError(file, `line ${line} cannot be read at ${JSON.stringify(excerpt(text, position))}`)
    position = pattern.lastIndex
    const groups = match.groups ?? {}
    if (groups.newline !== undefined) line++
    else if (groups.string !== undefined) yield { kind: 'string', text: unquote(groups.string), line }
    else if (groups.mark !== undefined) yield { kind: 'mark', text: groups.mark, line }
    else if (groups.number !== undefined) yield { kind: 'number', text: groups.number, line }
    else if (groups.word !== undefined) yield { kind: 'word', text: groups.word, line }
  }
  return { kind: 'end', text: 'the end of the file', line }
}

const excerpt = (text: string, position: number): string =>
  text.slice(position, position + 20).split('\n')[0] ?? ''

const simpleEscapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
}

/** A quoted string's meaning. Octal and hexadecimal escapes are bytes of UTF-8, as in C. */
function unquote(quoted: string): string {
  const inside = quoted.slice(1, -1)
  if (!inside.includes('\\')) return inside
  const parts = inside.match(/\\(?:[0-7]{1,3}|[xX][0-9a-fA-F]{1,2}|.)|[^\\]+/gs) ?? []
  return Buffer.concat(parts.map(escapedBytes)).toString('utf8')
}

function escapedBytes(part: string): Buffer {
  if (!part.startsWith('\\')) return Buffer.from(part)
  const code = part.slice(1)
  if (/^[0-7]/.test(code)) return Buffer.of(Number.parseInt(code, 8) & 255)
  if (/^[xX]./.test(code)) return Buffer.of(Number.parseInt(code.slice(1), 16))
  return Buffer.from(simpleEscapes[code] ?? code)
}
