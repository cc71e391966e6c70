/**
 * The key of a single-letter shortcut, or null where it belongs to something else: a text being written, a
 * choice, a dialog, or a combination with Ctrl, Alt or the system's key.
 */
export function plainKey(event: KeyboardEvent): string | null {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return null
  const target = event.target
  if (target instanceof Element && target.closest('input, textarea, select, dialog, [role=listbox]'))
    return null
  return event.key.length === 1 ? event.key.toLowerCase() : event.key
}
