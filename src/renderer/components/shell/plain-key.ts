const WRITTEN_IN = 'input:not([type=range], [type=checkbox], [type=radio]), textarea, select, dialog'

/**
 * The key of a single-letter shortcut, or null where it belongs to something else: a text being written, a
 * choice, a dialog, or a combination with Ctrl, Alt or the system's key.
 */
export function plainKey(event: KeyboardEvent): string | null {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return null
  const target = event.target
  if (target instanceof Element && target.closest(WRITTEN_IN)) return null
  return event.key.length === 1 ? event.key.toLowerCase() : event.key
}
