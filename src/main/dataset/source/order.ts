const splitNames: readonly (readonly [split: string, names: RegExp])[] = [
  ['train', /^train(?:ing)?$/i],
  ['val', /^val(?:id(?:ation)?)?$|^dev$/i],
  ['test', /^test(?:ing)?$/i],
]

/** The split that a folder's or column's word means, "val" for "validation"; undefined where it means none. */
export function splitOf(word: string): string | undefined {
  return splitNames.find(([, names]) => names.test(word))?.[0]
}

/** train, val, test, then the others by name. */
export function compareSplits(a: string, b: string): number {
  const rank = (name: string): number => {
    const at = splitNames.findIndex(([split]) => split === name)
    return at < 0 ? splitNames.length : at
  }
  return rank(a) - rank(b) || compareText(a, b)
}

/** By code unit, so that the order is the same on every system and in every language. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** Class keys in the order their labels are numbered: as numbers where all are, else as text. */
export function sortKeys(keys: Iterable<string>): string[] {
  const list = [...keys]
  const numeric = list.every((key) => /^-?\d{1,15}$/.test(key))
  return list.sort(numeric ? (a, b) => Number(a) - Number(b) : compareText)
}
