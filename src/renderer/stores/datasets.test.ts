import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { FakeEngine } from '../testing/fake-engine.ts'
import { setUpStores } from '../testing/setup-stores.ts'
import { useDatasets } from './datasets.ts'

let engine: FakeEngine
beforeEach(() => {
  engine = setUpStores()
})

describe('the datasets', () => {
  it('are listed, the first one chosen, with its classes', async () => {
    const datasets = useDatasets()
    await datasets.load()
    expect(datasets.list.map(({ id }) => id)).toEqual(['first', 'second'])
    expect(datasets.current?.id).toBe('first')
    await vi.waitFor(() => expect(datasets.detail?.classes).toHaveLength(4))
  })

  it('remember which one was chosen', async () => {
    setUpStores({ 'guise.dataset': JSON.stringify('second') })
    const datasets = useDatasets()
    await datasets.load()
    expect(datasets.current?.id).toBe('second')
  })

  it('show what was just added, and fall back when it is removed', async () => {
    const datasets = useDatasets()
    await datasets.load()
    await datasets.add({ path: '/data/added' })
    expect(datasets.current).toMatchObject({ id: 'added', state: 'indexing' })
    await datasets.remove('added')
    expect(datasets.current?.id).toBe('first')
    expect(engine.datasets.list).toHaveLength(2)
  })

  it('tell why something cannot be added, in the engine’s words', async () => {
    await expect(useDatasets().add({ path: 'nowhere' })).rejects.toThrow('There is nothing at nowhere.')
  })
})
