import { createReadStream } from 'node:fs'
import { extname } from 'node:path'
import { parse } from 'csv-parse'

/** Rows of a CSV or TSV file, the header first. Lines that are none are told to `onNote` and left out. */
export async function* tableRows(
  path: string,
  delimiter: string,
  onNote: (sentence: string) => void,
): AsyncGenerator<readonly string[]> {
  const file = createReadStream(path)
  const parser = parse({
    bom: true,
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
    skip_records_with_error: true,
    max_record_size: 1_000_000,
    on_skip: (error) => {
      onNote(`A line of the table was left out: ${error?.message ?? 'it cannot be read'}.`)
      return undefined
    },
  })
  file.on('error', (error) => parser.destroy(error))
  try {
    yield* file.pipe(parser) as AsyncIterable<readonly string[]>
  } finally {
    file.destroy()
    parser.destroy()
  }
}

/** Tabs, commas or semicolons: by the file's ending, else whichever the first line has most of. */
export function delimiterOf(path: string, firstLine: string): string {
  if (/\.(?:tsv|tab)$/i.test(extname(path))) return '\t'
  const count = (character: string): number => firstLine.split(character).length
  return ['\t', ';'].reduce((best, other) => (count(other) > count(best) ? other : best), ',')
}
