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
