/** `count` of these values, drawn without replacement and put in ascending order; all of them where there are no more. */
export function sample(values: Int32Array, count: number, random: () => number): Int32Array {
  if (values.length <= count) return values
  const drawn = values.slice()
  for (let i = 0; i < count; i++) {
    const other = i + Math.floor(random() * (drawn.length - i))
    const held = drawn[i] ?? 0
    drawn[i] = drawn[other] ?? 0
    drawn[other] = held
  }
  return drawn.slice(0, count).sort()
}
