import { type ComputedRef, computed } from 'vue'
import { usePreferences } from '../../stores/preferences.ts'
import type { GraphColours } from './paint.ts'

/** The theme's colours as a canvas needs them; they change with the theme. */
export function useGraphColours(): ComputedRef<GraphColours> {
  const preferences = usePreferences()
  return computed(() => {
    void preferences.dark
    const style = getComputedStyle(document.documentElement)
    const colour = (name: string) => style.getPropertyValue(`--${name}`).trim()
    const kind = (name: string) => colour(`kind-${name}`)
    return {
      kinds: {
        convolution: kind('convolution'),
        dense: kind('dense'),
        pooling: kind('pooling'),
        normalisation: kind('normalisation'),
        activation: kind('activation'),
        arithmetic: kind('arithmetic'),
        arrangement: kind('arrangement'),
        other: kind('other'),
      },
      ink: colour('ink'),
      soft: colour('ink-soft'),
      line: colour('line-strong'),
      panel: colour('panel'),
      selected: colour('selected'),
    }
  })
}
