import { aboutContract } from './about.ts'
import { checkContract } from './check.ts'
import { datasetContract } from './dataset.ts'
import { downloadContract } from './download.ts'
import { featureContract } from './feature.ts'
import { imageContract } from './image.ts'
import { internalsContract } from './internals.ts'
import { inversionContract } from './inversion.ts'
import { jobContract } from './job.ts'
import { networkContract } from './network.ts'
import { resultContract } from './result.ts'

/** Everything the renderer can ask of the engine. Bytes do not cross it: images are fetched by hash. */
export const contract = {
  about: aboutContract,
  networks: networkContract,
  checks: checkContract,
  images: imageContract,
  jobs: jobContract,
  results: resultContract,
  inversions: inversionContract,
  internals: internalsContract,
  datasets: datasetContract,
  features: featureContract,
  downloads: downloadContract,
}
export type Contract = typeof contract
