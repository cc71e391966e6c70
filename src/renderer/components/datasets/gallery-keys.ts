import type { GalleryLayout } from '../../gallery/layout.ts'

/** What a key asks of the gallery. */
export type KeyAction =
  | { readonly kind: 'move'; readonly to: number; readonly extend: boolean; readonly select: boolean }
  | { readonly kind: 'toggle' | 'only' | 'all' | 'clear' }
  | { readonly kind: 'use'; readonly slot: 'source' | 'guide' }

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

/**
 * The keys of a list of many: arrows, Home, End and the page keys move and select, with Shift from the anchor on, with
 * Ctrl without selecting; Space adds or takes away, Enter selects alone. Null where the key means nothing here.
 *
 * @param page rows that are in view
 */
export function galleryKey(event: Key, from: number, layout: GalleryLayout, page: number): KeyAction | null {
  const { key, shiftKey } = event
  const ctrl = event.ctrlKey || event.metaKey
  if (event.altKey || layout.count === 0) return null
  if (ctrl && key.toLowerCase() === 'a') return { kind: 'all' }
  const to = target(key, from, layout, Math.max(1, page))
  if (to !== null) return { kind: 'move', to, extend: shiftKey, select: !ctrl }
  if (key === ' ') return { kind: 'toggle' }
  if (ctrl) return null
  if (key === 'Enter') return { kind: 'only' }
  if (key === 'Escape') return { kind: 'clear' }
  if (key.toLowerCase() === 's') return { kind: 'use', slot: 'source' }
  if (key.toLowerCase() === 'g') return { kind: 'use', slot: 'guide' }
  return null
}

function target(key: string, from: number, layout: GalleryLayout, page: number): number | null {
  const last = layout.count - 1
  if (key === 'ArrowLeft') return Math.max(0, from - 1)
  if (key === 'ArrowRight') return Math.min(last, from + 1)
  if (key === 'ArrowUp') return layout.moved(from, -1)
  if (key === 'ArrowDown') return layout.moved(from, 1)
  if (key === 'PageUp') return layout.moved(from, -page)
  if (key === 'PageDown') return layout.moved(from, page)
  if (key === 'Home') return 0
  return key === 'End' ? last : null
}
