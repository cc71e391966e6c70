import { readFile } from 'node:fs/promises'
import type { JobState } from '../../contract/job.ts'
import type { JobRecord } from '../workspace/jobs.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { keyFor } from './key.ts'
import type { Maker, NamedFile } from './maker.ts'
import type { Progress } from './progress.ts'

export interface JobEnd {
  readonly state: Extract<JobState, 'finished' | 'cancelled' | 'failed'>
  readonly error?: string
}

async function storedImage(workspace: Workspace, hash: string): Promise<NamedFile> {
  const image = workspace.images.get(hash)
  if (image === undefined) throw new Error(`The image ${hash} is not in the workspace: add it again.`)
  return { name: image.name, bytes: await readFile(workspace.blobs.path(hash)) }
}

/** Makes one job's adversary and stores it. Never rejects: what goes wrong is the job's own end. */
export async function runJob(
  workspace: Workspace,
  maker: Maker,
  { key, spec }: JobRecord,
  progress: Progress,
  changed: () => void,
): Promise<JobEnd> {
  const { signal } = progress.controller
  try {
    // An engine that died after storing the result and before saying so has left nothing to do.
    if (workspace.results.has(key)) return { state: 'finished' }
    const source = await storedImage(workspace, spec.source)
    const guide = await storedImage(workspace, spec.guide)
    const onProgress = (point: Progress['trace'][number]): void => {
      progress.add(point)
      changed()
    }
    const made = await maker.make({ spec, source, guide }, { signal, onProgress })
    if (signal.aborted) return { state: 'cancelled' }
    // The key names the weights that were asked for; a file that was changed meanwhile would be stored under a wrong one.
    if (keyFor(spec, made.report.provenance.networkHash) !== key) {
      const error = `The network ${spec.network} has changed on disk since it was opened: open it again.`
      return { state: 'failed', error }
    }
    workspace.results.put({ key, source: spec.source, guide: spec.guide, ...made })
    return { state: 'finished' }
  } catch (error) {
    if (signal.aborted) return { state: 'cancelled' }
    return { state: 'failed', error: error instanceof Error ? error.message : String(error) }
  }
}
