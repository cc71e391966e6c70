import type { Job, JobKind } from '../../contract/job.ts'
import { check } from './check.ts'
import { download } from './download.ts'
import { features } from './features.ts'
import { importNetwork } from './import-network.ts'
import { indexDataset } from './index-dataset.ts'
import { inversion } from './inversion.ts'
import type { JobKindText, JobText } from './kind.ts'
import { map } from './map.ts'
import { pair } from './pair.ts'

const kinds: { readonly [K in JobKind]: JobKindText<K> } = {
  pair,
  inversion,
  index: indexDataset,
  features,
  map,
  download,
  import: importNetwork,
  check,
}

/** How to tell of a job of this kind. */
export function textOf(job: Job): JobText {
  return kinds[job.spec.kind]
}
