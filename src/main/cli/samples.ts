import type { Command } from 'commander'
import { samplePhotographs } from '../dataset/samples.ts'
import { table } from './format.ts'
import type { Terminal } from './terminal.ts'

/** `guise samples`: the photographs that come with Guise. */
export function addSamples(program: Command, { out }: Terminal): void {
  program
    .command('samples')
    .description('list the sample photographs, to be named as sample:<name>')
    .option('--json', 'print them as JSON')
    .action(async (options: { readonly json?: boolean }) => {
      const samples = await samplePhotographs()
      out.write(
        options.json
          ? `${JSON.stringify(samples, null, 2)}\n`
          : table(samples.map(({ id, name, credit }) => [id, name, credit])),
      )
    })
}
