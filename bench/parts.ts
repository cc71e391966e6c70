/**
 * The parts of a benchmark that the command line names, in the benchmark's own order; all without a name. An unknown
 * name ends the process with exit code 2 and the names there are.
 */
export function chosenParts<Part extends string>(parts: readonly Part[]): Part[] {
  const wanted = process.argv.slice(2)
  const unknown = wanted.filter((name) => !parts.some((part) => part === name))
  if (unknown.length > 0) {
    process.stderr.write(`Unknown part ${unknown.join(', ')}; there are ${parts.join(', ')}.\n`)
    process.exit(2)
  }
  return parts.filter((part) => wanted.length === 0 || wanted.includes(part))
}
