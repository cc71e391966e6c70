import { budgetText } from '../format/job.ts'
import { significant } from '../format/number.ts'
import { useResults } from '../stores/results.ts'
import { useSettingsText } from '../stores/settings-text.ts'
import { useStage } from '../stores/stage.ts'
import type { JobKindText } from './kind.ts'

export const pair: JobKindText<'pair'> = {
  what: (spec) => useSettingsText()(spec),
  detail: (spec) => budgetText(spec),
  /** Of what was made its 8-bit pixels' ratio, as everywhere else; the solver's own while it runs. */
  figure({ figure, result }) {
    const ratio = useResults().list.find(({ key }) => key === result)?.ratio ?? figure
    return ratio === null ? '' : `ratio ${significant(ratio)}`
  },
  images: ({ source, guide }) => [
    { hash: source, role: 'source' },
    { hash: guide, role: 'guide' },
  ],
  async show(job) {
    await useStage().openJob(job)
    return { name: 'pair', params: job.result ? { key: job.result } : {} }
  },
}
