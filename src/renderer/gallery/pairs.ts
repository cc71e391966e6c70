/** One side of a pair: the image by its hash, what to call it, and the file that holds it. */
export interface PairSide {
  readonly hash: string
  readonly name: string
  readonly file: string
}

export interface Pair {
  readonly source: PairSide
  readonly guide: PairSide
}

export interface PairSides {
  readonly sources: readonly PairSide[]
  readonly guides: readonly PairSide[]
  /** The first source with the first guide and so on, or each source with each guide. */
  readonly pairing: 'inOrder' | 'each'
}

/** The pairs that two lists make; an image is never paired with itself. */
export function pairsOf({ sources, guides, pairing }: PairSides): Pair[] {
  const pairs =
    pairing === 'each'
      ? sources.flatMap((source) => guides.map((guide) => ({ source, guide })))
      : sources.flatMap((source, i) => {
          const guide = guides[i]
          return guide ? [{ source, guide }] : []
        })
  return pairs.filter(({ source, guide }) => source.hash !== guide.hash)
}

/** The table that `guise make --pairs` takes, RFC 4180, with two further columns for people. */
export function pairsCsv(pairs: readonly Pair[]): string {
  const lines = pairs.map(({ source, guide }) => [source.file, guide.file, source.name, guide.name])
  const header = ['source', 'guide', 'source_name', 'guide_name']
  return [header, ...lines].map((line) => `${line.map(quoted).join(',')}\r\n`).join('')
}

const quoted = (text: string): string =>
  /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
