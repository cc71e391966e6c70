/** A generator of whole numbers below a limit that gives the same ones for the same seed (mulberry32). */
export type Random = (limit: number) => number

export function seeded(seed: number): Random {
  let state = seed >>> 0
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit)
  }
}

type Mutation = (bytes: Buffer, random: Random) => Buffer

/** Numbers that lengths, sizes and counts are damaged into, as varints and as plain bytes. */
const alarming = [
  'ffffffff0f',
  'ffffffff07',
  'ffffffffffffffff7f',
  '80808080808080808080',
  '00',
  '7f',
  'ff',
].map((hex) => Buffer.from(hex, 'hex'))

const mutations: readonly Mutation[] = [
  function flipBits(bytes, random) {
    const copy = Buffer.from(bytes)
    for (let i = random(8); i >= 0; i--) {
      const at = random(copy.length)
      copy[at] = (copy[at] ?? 0) ^ (1 << random(8))
    }
    return copy
  },
  (bytes, random) => bytes.subarray(0, random(bytes.length)),
  function cutOut(bytes, random) {
    const at = random(bytes.length)
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random(64))])
  },
  function repeat(bytes, random) {
    const at = random(bytes.length)
    const piece = bytes.subarray(at, at + 1 + random(512))
    return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)])
  },
  function transplant(bytes, random) {
    const copy = Buffer.from(bytes)
    const from = random(bytes.length)
    bytes.copy(copy, random(bytes.length), from, from + 1 + random(64))
    return copy
  },
  function alarm(bytes, random) {
    const copy = Buffer.from(bytes)
    alarming[random(alarming.length)]?.copy(copy, random(copy.length))
    return copy
  },
  function insertAlarm(bytes, random) {
    const at = random(bytes.length)
    const piece = alarming[random(alarming.length)] ?? Buffer.alloc(0)
    return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)])
  },
]

/**
 * Damages a file as disks, networks and editors do. Half of the damage falls on its first kilobyte, where what
 * counts most stands.
 */
export function mutate(bytes: Buffer, random: Random): Buffer {
  const mutation = mutations[random(mutations.length)]
  if (!mutation) return bytes
  if (random(2) === 0) return mutation(bytes, random)
  const front = Math.min(bytes.length, 1024)
  return Buffer.concat([mutation(bytes.subarray(0, front), random), bytes.subarray(front)])
}

const words = [
  '-1',
  '0',
  '4294967295',
  '1e308',
  '99999999999999999999',
  '""',
  '{',
  '}',
  '[',
  ']',
  ':',
  '#',
  'MAX',
  'true',
]

/** Damages a text word by word: one is lost, doubled, exchanged for another, or for one that alarms. */
export function mutateWords(text: string, random: Random): string {
  const parts = text.split(/(\s+|[{}[\]:,"])/)
  for (let i = random(3); i >= 0; i--) {
    const at = random(parts.length)
    const other = random(2) === 0 ? parts[random(parts.length)] : words[random(words.length)]
    parts.splice(at, random(2), ...(random(3) === 0 ? [] : [other ?? '']))
  }
  return parts.join('')
}

/** Values that a field of JSON is damaged into. */
const alarmingValues: readonly unknown[] = [
  null,
  -1,
  0,
  0.5,
  2 ** 31,
  2 ** 53,
  1e308,
  '',
  'MAX',
  '4294967296',
  true,
  [],
  {},
  [[[[]]]],
  new Array(64).fill(1e9),
]

/** Damages a JSON value in a few places: a field is lost, is exchanged for an alarming value, for another of its own, or lies in a list. */
export function mutateJson(value: unknown, random: Random): unknown {
  const copy: unknown = structuredClone(value)
  for (let i = random(3); i >= 0; i--) {
    const places = placesIn(copy)
    const place = places[random(places.length)]
    const other = places[random(places.length)]
    if (place === undefined || other === undefined) break
    const { holder, key } = place
    const kind = random(8)
    if (kind === 0) Reflect.deleteProperty(holder, key)
    else if (kind === 1) Reflect.set(holder, key, structuredClone(Reflect.get(other.holder, other.key)))
    else if (kind === 2) Reflect.set(holder, key, [Reflect.get(holder, key)])
    else if (kind < 5 && typeof Reflect.get(holder, key) === 'number')
      Reflect.set(holder, key, Number(Reflect.get(holder, key)) * ([-1, 2, 1000, 1e6, 0.5][random(5)] ?? 1))
    else Reflect.set(holder, key, structuredClone(alarmingValues[random(alarmingValues.length)]))
  }
  return copy
}

/** Every field of a value and of those in it. */
function placesIn(value: unknown): { holder: object; key: string }[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [{ holder: value, key }, ...placesIn(inner)])
}
