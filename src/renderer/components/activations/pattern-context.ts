import { type InjectionKey, inject, provide } from 'vue'
import { usePreferences } from '../../stores/preferences.ts'
import type { PatternInput } from './pattern.ts'
import { type PatternState, patternState } from './pattern-state.ts'

const key: InjectionKey<PatternState> = Symbol('activation pattern')

/** Makes the state for an input and provides it to the parts below. */
export function providePattern(given: () => PatternInput): PatternState {
  const preferences = usePreferences()
  const state = patternState(given, () => preferences.dark)
  provide(key, state)
  return state
}

/** The state that the nearest `ActivationPatterns` above provides. */
export function usePattern(): PatternState {
  const state = inject(key)
  if (!state) throw new Error('This part of an activation pattern must be inside ActivationPatterns.')
  return state
}
