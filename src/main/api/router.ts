import { about } from './about.ts'
import { api } from './base.ts'
import { checks } from './checks.ts'
import { datasets } from './datasets.ts'
import { downloads } from './downloads.ts'
import { features } from './features.ts'
import { images } from './images.ts'
import { internals } from './internals.ts'
import { inversions } from './inversions.ts'
import { jobs } from './jobs.ts'
import { networks } from './networks.ts'
import { results } from './results.ts'

/** Every procedure of the contract. */
export const router = api.router({
  ...{ about, networks, checks, images, jobs, results },
  ...{ internals, inversions, datasets, features, downloads },
})
