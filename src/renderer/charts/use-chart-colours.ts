import { type ComputedRef, computed } from 'vue'
import { usePreferences } from '../stores/preferences.ts'

export interface ChartColours {
  readonly source: string
  readonly guide: string
  readonly adversary: string
  readonly ink: string
  readonly line: string
  readonly panel: string
}

/** The theme's colours as a canvas needs them; they change with the theme. */
export function useChartColours(): ComputedRef<ChartColours> {
  const preferences = usePreferences()
  return computed(() => {
    void preferences.dark
    const style = getComputedStyle(document.documentElement)
    const colour = (name: string) => style.getPropertyValue(name).trim()
    return {
      source: colour('--source'),
      guide: colour('--guide'),
      adversary: colour('--adversary'),
      ink: colour('--ink-soft'),
      line: colour('--line'),
      panel: colour('--panel'),
    }
  })
}
