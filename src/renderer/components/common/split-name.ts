/** Characters at a name's end that stay in sight: an ending and what comes before it. */
const KEPT = 9

/** A name as what may be cut short and what may not. */
export function splitName(name: string): { start: string; end: string } {
  const characters = Array.from(name)
  // Of a short name, as much as would be cut would be hidden by the sign for it.
  const at = characters.length > 2 * KEPT ? characters.length - KEPT : characters.length
  return { start: characters.slice(0, at).join(''), end: characters.slice(at).join('') }
}
