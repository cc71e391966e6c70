import { defineStore } from 'pinia'
import { computed, ref, watchEffect } from 'vue'
import { z } from 'zod'
import { stored } from './stored.ts'

const themeSchema = z.enum(['system', 'light', 'dark'])
export type ThemeChoice = z.infer<typeof themeSchema>

/** How the window looks: the theme chosen, what the system prefers, and so which one is shown. */
export const usePreferences = defineStore('preferences', () => {
  const theme = stored<ThemeChoice>('theme', themeSchema, 'system')
  const systemDark = ref(false)
  const dark = computed(() => theme.value === 'dark' || (theme.value === 'system' && systemDark.value))

  const query = window.matchMedia('(prefers-color-scheme: dark)')
  systemDark.value = query.matches
  query.addEventListener('change', (event) => {
    systemDark.value = event.matches
  })
  watchEffect(() => {
    document.documentElement.dataset.theme = dark.value ? 'dark' : 'light'
  })

  function toggleTheme(): void {
    theme.value = dark.value ? 'light' : 'dark'
  }
  return { theme, dark, toggleTheme }
})
