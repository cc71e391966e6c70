/** What a key asks of a map that has the focus. */
export type MapKeyAction =
  | { readonly kind: 'whole' }
  | { readonly kind: 'zoom'; readonly factor: number }
  /** The map is moved by so many screen pixels. */
  | { readonly kind: 'move'; readonly dx: number; readonly dy: number }

const STEP = 60
const ACTIONS: Readonly<Record<string, MapKeyAction>> = {
  '0': { kind: 'whole' },
  '+': { kind: 'zoom', factor: 1.5 },
  '=': { kind: 'zoom', factor: 1.5 },
  '-': { kind: 'zoom', factor: 1 / 1.5 },
  ArrowLeft: { kind: 'move', dx: STEP, dy: 0 },
  ArrowRight: { kind: 'move', dx: -STEP, dy: 0 },
  ArrowUp: { kind: 'move', dx: 0, dy: STEP },
  ArrowDown: { kind: 'move', dx: 0, dy: -STEP },
}

/** The keys that zoom and move images, for maps: an arrow shows what lies there. Null where a key means nothing. */
export function mapKey(key: string): MapKeyAction | null {
  return ACTIONS[key] ?? null
}
