import type { ComputedRef } from 'vue'
import { useThemeColours } from '../theme/use-theme-colours.ts'

export interface ChartColours {
  readonly source: string
  readonly guide: string
  readonly adversary: string
  readonly ink: string
  readonly line: string
  readonly panel: string
}

/** The theme's colours for charts. */
export function useChartColours(): ComputedRef<ChartColours> {
  return useThemeColours((colour) => ({
    source: colour('source'),
    guide: colour('guide'),
    adversary: colour('adversary'),
    ink: colour('ink-soft'),
    line: colour('line'),
    panel: colour('panel'),
  }))
}
