/** An ending and the characters before it, which tell files of one folder apart. */
const END = /.{4}\.\w{1,5}$/u
/** From this length on a name is worth cutting: of a shorter one the sign for what is left out would hide as much. */
const LONG = 18

/** A name as what may be cut short and what may not: only a file's has an end that matters. */
export function splitName(name: string): { start: string; end: string } {
  const at = name.length > LONG ? name.search(END) : -1
  return at < 0 ? { start: name, end: '' } : { start: name.slice(0, at), end: name.slice(at) }
}
