import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { spawnInTest } from '../../../test/child.ts'
import { temporaryFolder } from '../../../test/temporary.ts'
import type { PairSpec } from '../../contract/pair.ts'
import { isAlive, Owner } from './owner.ts'
import { Workspace } from './workspace.ts'

const spec: PairSpec = {
  kind: 'pair',
  source: 'a'.repeat(64),
  guide: 'b'.repeat(64),
  network: 'stand-in',
  layer: 'fc7',
  delta: 10,
  solver: 'fast',
  maxEvaluations: 100,
}

const add = (workspace: Workspace, id: string, result: string | null = null): void =>
  workspace.jobs.add({ id, key: `key of ${id}`, spec, total: 100, result })

const withJobs = (...ids: string[]): Workspace => {
  const workspace = new Workspace(temporaryFolder())
  for (const id of ids) add(workspace, id)
  return workspace
}

/** A process that holds an owner's lock until it is killed, or the test is over; the owner's id, and the process. */
async function ownerElsewhere(folder: string) {
  const module = new URL('./owner.ts', import.meta.url).href
  const script = `const { Owner } = await import('${module}')
    const { id } = new Owner(${JSON.stringify(folder)})
    // The lock must not be lost with what nobody keeps.
    setImmediate(() => { gc(); setImmediate(() => process.stdout.write(id)) })
    setInterval(() => {}, 1000)`
  const child = spawnInTest(process.execPath, '--expose-gc', '--input-type=module', '--eval', script)
  const [id] = await once(child.stdout, 'data')
  return { id: String(id), child }
}

describe('the queue on disk', () => {
  it('gives each job once, oldest first', () => {
    const workspace = withJobs('one', 'two')
    const second = new Workspace(workspace.folder)
    expect(workspace.jobs.take('A', ['pair'])?.id).toBe('one')
    expect(second.jobs.take('B', ['pair'])?.id).toBe('two')
    expect(workspace.jobs.take('A', ['pair'])).toBeUndefined()
    expect(workspace.jobs.get('one')).toMatchObject({ state: 'running', attempts: 1, spec, total: 100 })
    second.close()
    workspace.close()
  })

  it('keeps a cancel against the end that comes later', () => {
    const workspace = withJobs('one')
    workspace.jobs.take('A', ['pair'])
    workspace.jobs.cancel('one', { done: 12, figure: 0.5 })
    workspace.jobs.settle('one', 'A', 'finished', { done: 100 })
    expect(workspace.jobs.get('one')).toMatchObject({ state: 'cancelled', done: 12, figure: 0.5 })
    workspace.close()
  })

  it('takes no cancel of a job that has ended', () => {
    const workspace = withJobs('one')
    workspace.jobs.take('A', ['pair'])
    workspace.jobs.settle('one', 'A', 'finished', { done: 100 })
    workspace.jobs.cancel('one', {})
    expect(workspace.jobs.get('one')?.state).toBe('finished')
    workspace.close()
  })

  it('knows which job waits for or makes a key', () => {
    const workspace = withJobs('one')
    expect(workspace.jobs.pending('key of one')?.id).toBe('one')
    workspace.jobs.take('A', ['pair'])
    expect(workspace.jobs.pending('key of one')?.state).toBe('running')
    workspace.jobs.settle('one', 'A', 'failed', { error: 'Why.' })
    expect(workspace.jobs.pending('key of one')).toBeUndefined()
    expect(workspace.jobs.get('one')?.error).toBe('Why.')
    workspace.close()
  })
})

describe('the list of jobs', () => {
  it('has the newest and all that wait, newest first', () => {
    const workspace = withJobs('waiting')
    for (let n = 0; n < 7; n++) add(workspace, `job ${n}`, 'result')
    const ids = workspace.jobs.list(5).map(({ id }) => id)
    expect(ids).toEqual(['job 6', 'job 5', 'job 4', 'job 3', 'job 2', 'waiting'])
    workspace.close()
  })

  it('gives a lane jobs of its kinds only', () => {
    const workspace = withJobs('one')
    expect(workspace.jobs.take('A', [])).toBeUndefined()
    expect(workspace.jobs.take('A', ['pair'])?.id).toBe('one')
    workspace.close()
  })
})

describe('recovery', () => {
  it('leaves what a living engine runs, in this process or another, and takes over what a killed one ran', async () => {
    const workspace = withJobs('ours', 'theirs')
    const us = new Owner(workspace.folder)
    const { id: them, child } = await ownerElsewhere(workspace.folder)
    workspace.jobs.take(us.id, ['pair'])
    workspace.jobs.take(them, ['pair'])
    workspace.jobs.recover(3)
    expect(workspace.jobs.list().map(({ state }) => state)).toEqual(['running', 'running'])

    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(isAlive(workspace.folder, them)).toBe(false)
    workspace.jobs.recover(3)
    expect(workspace.jobs.get('ours')?.state).toBe('running')
    expect(workspace.jobs.get('theirs')?.state).toBe('interrupted')
    expect(workspace.jobs.take(us.id, ['pair'])).toMatchObject({ id: 'theirs', attempts: 2 })
    us.release()
    expect(isAlive(workspace.folder, us.id)).toBe(false)
    workspace.close()
  })

  it('gives up a job that ended its engine three times', () => {
    const workspace = withJobs('deadly')
    for (const attempt of [1, 2, 3]) {
      expect(workspace.jobs.take('gone', ['pair'])).toMatchObject({ id: 'deadly', attempts: attempt })
      workspace.jobs.recover(3)
    }
    const job = workspace.jobs.get('deadly')
    expect(job?.state).toBe('failed')
    expect(job?.error).toMatch(/^The engine ended unexpectedly 3 times while making this, so it was given up/)
    workspace.close()
  })

  it('does not count against a job that its engine was stopped in good order', () => {
    const workspace = withJobs('patient')
    for (let start = 0; start < 5; start++) {
      expect(workspace.jobs.take('A', ['pair'])).toMatchObject({ id: 'patient', attempts: 1 })
      workspace.jobs.release('patient', 'A')
      workspace.jobs.recover(3)
      expect(workspace.jobs.get('patient')?.state).toBe('interrupted')
    }
    workspace.close()
  })
})
