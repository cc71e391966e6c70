import { type ComputedRef, computed } from 'vue'
import { usePreferences } from '../stores/preferences.ts'

/** The theme's colours (styles/tokens.css) as a canvas needs them, by their names there; read anew when the theme changes. */
export function useThemeColours<T>(read: (colour: (name: string) => string) => T): ComputedRef<T> {
  const preferences = usePreferences()
  return computed(() => {
    void preferences.dark
    const style = getComputedStyle(document.documentElement)
    return read((name) => style.getPropertyValue(`--${name}`).trim())
  })
}
