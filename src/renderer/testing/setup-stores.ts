import { createPinia, setActivePinia } from 'pinia'
import { vi } from 'vitest'
import { provideBackend } from '../backend/backend.ts'
import { FakeEngine } from './fake-engine.ts'

/** Fresh stores on a fresh fake engine, with an empty memory of settings. */
export function setUpStores(remembered: Readonly<Record<string, string>> = {}): FakeEngine {
  const memory = new Map(Object.entries(remembered))
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => memory.get(key) ?? null,
    setItem: (key: string, value: string) => memory.set(key, value),
  })
  const engine = new FakeEngine()
  provideBackend(engine.backend)
  setActivePinia(createPinia())
  return engine
}
