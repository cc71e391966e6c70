import { prepare } from './lib/bootstrap.mjs'
import { page, shell } from './lib/build.mjs'
import { selectRunners } from './lib/test/runners.mjs'
import { closingLine, sum } from './lib/test/tally.mjs'
import { endWith } from './lib/trouble.mjs'

// `npm test [-- lint | types | page-types | unit | e2e | FILTER …]`: every check, and one line that sums them up.
await endWith(async () => {
  const { chosen, filters } = selectRunners(process.argv.slice(2))
  const built = chosen.some(({ takesFilters }) => takesFilters)
  const node = await prepare({ parts: built ? [page, shell] : [] })
  const tallies = []
  for (const { run } of chosen) tallies.push(await run(node, filters))
  const total = sum(tallies)
  if (total.skipped.length > 0)
    console.log(`\nSkipped:\n${total.skipped.map((name) => `  ${name}`).join('\n')}`)
  if (total.again.length > 0)
    console.log(`\nPassed only when run again:\n${total.again.map((name) => `  ${name}`).join('\n')}`)
  const nothing = total.passed + total.failed === 0
  if (nothing) console.log(`\nNo test matches ${filters.join(' ')}.`)
  console.log(`\n${closingLine(total)}`)
  return total.failed > 0 || nothing ? 1 : 0
})
