import type { ComputedRef } from 'vue'
import { useThemeColours } from '../../theme/use-theme-colours.ts'
import type { GraphColours } from './paint.ts'

/** The theme's colours for drawings of networks. */
export function useGraphColours(): ComputedRef<GraphColours> {
  return useThemeColours((colour) => ({
    kinds: {
      convolution: colour('kind-convolution'),
      dense: colour('kind-dense'),
      pooling: colour('kind-pooling'),
      normalisation: colour('kind-normalisation'),
      activation: colour('kind-activation'),
      arithmetic: colour('kind-arithmetic'),
      arrangement: colour('kind-arrangement'),
      other: colour('kind-other'),
    },
    ink: colour('ink'),
    soft: colour('ink-soft'),
    line: colour('line-strong'),
    panel: colour('panel'),
    selected: colour('selected'),
  }))
}
