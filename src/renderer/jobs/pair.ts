import { budgetText } from '../format/job.ts'
import { useSettingsText } from '../stores/settings-text.ts'
import { useStage } from '../stores/stage.ts'
import type { JobKindText } from './kind.ts'

export const pair: JobKindText<'pair'> = {
  what: (spec) => useSettingsText()(spec),
  detail: (spec) => budgetText(spec),
  images: ({ source, guide }) => [
    { hash: source, role: 'source' },
    { hash: guide, role: 'guide' },
  ],
  async show(job) {
    await useStage().openJob(job)
    return { name: 'pair', params: job.result ? { key: job.result } : {} }
  },
}
