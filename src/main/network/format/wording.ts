/** More than fits a sentence. */
const longest = 500
const mostNames = 8

/** A text that may hold what a damaged file says, made fit to be shown: on one line, and no longer than a sentence. */
export function presentable(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFFD]+/gu, '·')
  return line.length <= longest ? line : `${line.slice(0, longest - 40)} … ${line.slice(-30)}`
}

/** Names in a row, the first few of many. */
export function listed(names: readonly string[]): string {
  if (names.length <= mostNames) return names.join(', ')
  return `${names.slice(0, mostNames).join(', ')} and ${names.length - mostNames} more`
}
