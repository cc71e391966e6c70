/**
 * The edits that make one word of another (Levenshtein 1966, with Damerau's swaps of neighbours, each place edited once).
 */
function edits(from: string, to: string): number {
  let before: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, i) => i)
  for (let i = 1; i <= from.length; i++) {
    const row = [i]
    for (let j = 1; j <= to.length; j++) {
      const changed = from[i - 1] === to[j - 1] ? 0 : 1
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]
      const ways = [(last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + changed]
      if (swapped) ways.push((before[j - 2] ?? 0) + 1)
      row.push(Math.min(...ways))
    }
    before = last
    last = row
  }
  return last[to.length] ?? 0
}

/**
 * ` Did you mean "fc7"?`, the name that is nearest to what was typed, whatever its capitals; nothing where more than a third of it
 * would have to change.
 */
export function didYouMean(typed: string, names: readonly string[]): string {
  const [nearest] = names
    .map((name) => ({ name, count: edits(typed.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, count }) => count <= Math.max(1, Math.floor(Math.max(name.length, typed.length) / 3)))
    .sort((a, b) => a.count - b.count)
  return nearest === undefined ? '' : ` Did you mean "${nearest.name}"?`
}
