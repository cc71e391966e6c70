/**
 * Roving focus for a list laid out in rows of `columns`: which index an arrow, Home or End key moves to, or null
 * if the key means nothing here.
 */
export function roveTo(key: string, index: number, count: number, columns = 1): number | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: index - 1,
    ArrowRight: index + 1,
    ArrowUp: index - columns,
    ArrowDown: index + columns,
    Home: 0,
    End: count - 1,
  }
  const target = steps[key]
  if (target === undefined || count === 0) return null
  return Math.min(count - 1, Math.max(0, target))
}

/** The same for a list one above the other, where Left and Right mean nothing: the key's own effect is prevented where it moves. */
export function roveDown(
  event: Pick<KeyboardEvent, 'key' | 'preventDefault'>,
  index: number,
  count: number,
): number | null {
  if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') return null
  const target = roveTo(event.key, index, count)
  if (target !== null) event.preventDefault()
  return target
}
