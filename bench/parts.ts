/** What follows `--only` on the command line: the problem that alone is looked at. */
export function onlyProblem(): string | undefined {
  const at = process.argv.indexOf('--only')
  return at < 0 ? undefined : process.argv[at + 1]
}

/**
 * The parts of a benchmark that the command line names, in the benchmark's own order; without a name all but those that are to be
 * asked for. An unknown name ends the process with exit code 2 and the names there are.
 */
export function chosenParts<Part extends string>(
  parts: readonly Part[],
  onRequest: readonly Part[] = [],
): Part[] {
  const only = process.argv.indexOf('--only')
  const wanted = process.argv.slice(2).filter((_, i) => only < 0 || (i + 2 !== only && i + 2 !== only + 1))
  const unknown = wanted.filter((name) => !parts.some((part) => part === name))
  if (unknown.length > 0) {
    process.stderr.write(`Unknown part ${unknown.join(', ')}; there are ${parts.join(', ')}.\n`)
    process.exit(2)
  }
  return parts.filter((part) => (wanted.length === 0 ? !onRequest.includes(part) : wanted.includes(part)))
}
