import { describe, expect, it, onTestFinished } from 'vitest'
import { newResult } from '../../../../test/fakes/result.ts'
import { fakeNetwork } from '../../../../test/fakes/science.ts'
import { temporaryFolder } from '../../../../test/temporary.ts'
import type { PairSpec } from '../../../contract/pair.ts'
import type { Step } from '../../job/worker.ts'
import { Workspace } from '../../workspace/workspace.ts'
import { pairWorker } from './pair.ts'
import type { Made, PairMaker } from './pair-maker.ts'

/** @param makerOf the science, given what it is to hand over */
const setUp = (makerOf: (made: Made) => PairMaker['make'] = (made) => async () => made) => {
  const workspace = new Workspace(temporaryFolder())
  onTestFinished(() => workspace.close())
  const { key: _, source, guide, ...made } = newResult(workspace, 'made')
  const network = fakeNetwork('stand-in')
  const networks = {
    list: async () => [network],
    open: async () => network,
    find: async () => network,
    remove: async () => true,
  }
  const worker = pairWorker({ workspace, networks }, { make: makerOf(made) })
  const settings = {
    network: 'stand-in',
    layer: 'fc7',
    delta: 10,
    solver: 'fast',
    maxEvaluations: 100,
  } as const
  const spec: PairSpec = { kind: 'pair', source, guide, ...settings }
  const controller = new AbortController()
  const steps: Step[] = []
  const run = async (changes: Partial<PairSpec> = {}): Promise<string> => {
    const { key } = await worker.prepare(spec)
    const onProgress = (step: Step): void => void steps.push(step)
    const options = { signal: controller.signal, onProgress, wantsFrame: () => false }
    return (await worker.run({ key, spec: { ...spec, ...changes } }, options)) ?? ''
  }
  return { workspace, worker, spec, made, steps, run, controller }
}

describe('the worker of pairs', () => {
  it('stores what was made under its key, and knows it afterwards', async () => {
    const { worker, spec, run, workspace, made } = setUp()
    const key = await run()
    expect(workspace.results.get(key)?.report).toEqual(made.report)
    expect(await worker.prepare(spec)).toEqual({ key, total: 100, done: key })
    expect(worker.trace?.(key)).toEqual(made.report.trace)
    expect(worker.holds?.(key)).toBe(true)
    workspace.results.remove(key)
    expect(worker.holds?.(key)).toBe(false)
  })

  it('tells of each evaluation with its ratio', async () => {
    const { run, steps } = setUp((made) => async (_, { onProgress }) => {
      onProgress({ evaluations: 1, objective: 4, ratio: 0.5 })
      return made
    })
    await run()
    const trace = [{ evaluations: 1, objective: 4, ratio: 0.5 }]
    expect(steps).toEqual([{ done: 1, figure: 0.5, trace }])
  })

  it('keeps a picture of the adversary as it forms where it is wanted', async () => {
    const { run, steps, workspace } = setUp((made) => async (_, { frames }) => {
      if (frames.wanted()) throw new Error('Nobody looks.')
      frames.take(Buffer.from('a picture'))
      return made
    })
    await run()
    expect(workspace.cache.read(steps[0]?.frame ?? '')?.toString()).toBe('a picture')
  })

  it('fails where an image is gone, without a word to the maker', async () => {
    const { run } = setUp(() => async () => {
      throw new Error('The maker was asked.')
    })
    await expect(run({ guide: 'd'.repeat(64) })).rejects.toThrow(/is not in the workspace: add it again\.$/)
  })

  it('stores nothing under the key of weights that are not those used', async () => {
    const { workspace, run } = setUp((made) => async () => {
      const provenance = { ...made.report.provenance, networkHash: 'e'.repeat(64) }
      return { ...made, report: { ...made.report, provenance } }
    })
    await expect(run()).rejects.toThrow(
      'The network stand-in has changed on disk since it was opened: open it again.',
    )
    expect(workspace.results.list()).toEqual([])
  })

  it('stores nothing that was cancelled in its last moment', async () => {
    const { workspace, run, controller } = setUp((made) => async () => {
      controller.abort()
      return made
    })
    await expect(run()).rejects.toThrow('aborted')
    expect(workspace.results.list()).toEqual([])
  })
})
