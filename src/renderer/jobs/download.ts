import type { JobKindText } from './kind.ts'

export const download: JobKindText<'download'> = {
  what: ({ subject, name }) => `Fetch the ${subject} ${name}`,
  detail: ({ mirror }) => (mirror === null ? '' : `from ${new URL(mirror).host}`),
  images: () => [],
  show: ({ spec }) => ({ name: spec.subject === 'dataset' ? 'datasets' : 'settings' }),
}
