import type { Worker } from '../../job/worker.ts'
import type { EngineParts } from '../parts.ts'
import { checkWorker } from './check.ts'
import { downloadWorker } from './download.ts'
import { featuresWorker } from './features.ts'
import { importWorker } from './import-network.ts'
import { indexWorker } from './index-dataset.ts'
import { inversionWorker } from './inversion.ts'
import { mapWorker } from './map.ts'
import { pairWorker } from './pair.ts'
import { networkMaker } from './pair-maker.ts'

/** What the engine can make: one worker a kind of job. */
export function engineWorkers(parts: EngineParts): readonly Worker[] {
  return [
    pairWorker(parts, networkMaker(parts.backend, parts.loaded)),
    inversionWorker(parts),
    indexWorker(parts),
    featuresWorker(parts),
    mapWorker(parts),
    downloadWorker(parts),
    importWorker(parts),
    checkWorker(parts),
  ]
}
