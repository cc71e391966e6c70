import { beforeEach, describe, expect, it, vi } from 'vitest'
import { checkOf } from '../testing/fake-checks.ts'
import type { FakeEngine } from '../testing/fake-engine.ts'
import { setUpStores } from '../testing/setup-stores.ts'
import { useContext } from './context.ts'
import { useNetworks } from './networks.ts'
import { useChecks } from './networks-checks.ts'

const asked = { dataset: 'first', splits: null, limit: 100 }

let engine: FakeEngine
beforeEach(async () => {
  engine = setUpStores()
  engine.checks.list = [checkOf('newer'), checkOf('older'), checkOf('another', { network: 'beta' })]
  useContext()
  await useNetworks().load()
})

/** A check that was started and is followed. */
async function running() {
  const checks = useChecks()
  await checks.start(asked)
  const id = checks.running?.id ?? ''
  await vi.waitFor(() => expect(engine.events.has(id)).toBe(true))
  return { checks, id }
}

describe('the checks that are kept', () => {
  it('are the chosen network’s, the newest looked at', async () => {
    const checks = useChecks()
    await checks.load()
    expect(checks.list.map(({ key }) => key)).toEqual(['newer', 'older'])
    expect(checks.detail?.key).toBe('newer')
  })

  it('can be looked at again', async () => {
    const checks = useChecks()
    await checks.open('older')
    expect(checks.detail?.key).toBe('older')
    await checks.load()
    expect(checks.detail?.key).toBe('older')
  })

  it('can be removed, the next then looked at', async () => {
    const checks = useChecks()
    await checks.open('newer')
    await checks.remove('newer')
    expect(checks.list.map(({ key }) => key)).toEqual(['older'])
    expect(checks.detail?.key).toBe('older')
    await checks.remove('older')
    expect(checks.detail).toBeNull()
  })
})

describe('a check', () => {
  it('is started for the chosen network, and told of only there', async () => {
    const { checks, id } = await running()
    expect(engine.jobs.get(id)?.spec).toEqual({ kind: 'check', network: 'alpha', ...asked })
    useContext().chooseNetwork('beta')
    expect(checks.running).toBeNull()
  })

  it('is looked at when it is finished', async () => {
    const { checks, id } = await running()
    engine.checks.list = [checkOf('newer'), checkOf('made')]
    engine.push(id, { state: 'finished', result: 'made' })
    await vi.waitFor(() => expect(checks.detail?.key).toBe('made'))
    expect(checks.running).toBeNull()
  })

  it('that came to nothing says why until the next runs', async () => {
    const { checks, id } = await running()
    engine.push(id, { state: 'failed', error: 'The dataset is not there now.' })
    await vi.waitFor(() => expect(checks.failure).toBe('The dataset is not there now.'))
    await checks.start(asked)
    expect(checks.failure).toBeNull()
  })
})
