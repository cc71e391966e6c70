import type {
  PatternImage,
  PatternInput,
  PatternShape,
} from '../../../src/renderer/components/activations/pattern.ts'

/** Rectified values with a strong few, the adversary's mostly the guide's: what a layer's activations look like. */
export function generatedPattern(shape: PatternShape, images: number): PatternInput {
  const source = activations(shape, 1)
  const guide = activations(shape, 2)
  const mixed = (share: number) =>
    guide.map((value, at) => Math.max(0, (1 - share) * value + share * (source[at] ?? 0)))
  const adversaries = Array.from({ length: images - 2 }, (_, index): PatternImage => {
    const title = images > 3 ? `Adversary ${index + 1}` : 'Adversary'
    return { role: 'adversary', title, hash: `adversary ${index}`, values: mixed(0.1 + 0.1 * index) }
  })
  return {
    layer: shape.length === 3 ? 'conv3' : 'fc7',
    shape,
    images: [
      { role: 'source', title: 'Source', hash: 'source', values: source },
      { role: 'guide', title: 'Guide', hash: 'guide', values: guide },
      ...adversaries,
    ],
  }
}

/** A blob of activity in about every third channel, or about a third of the units. */
function activations(shape: PatternShape, seed: number): Float32Array {
  const [units, height = 1, width = 1] = [...shape]
  const random = generator(seed)
  const values = new Float32Array((units ?? 0) * height * width)
  for (let unit = 0; unit < (units ?? 0); unit++) {
    const strength = random() < 0.35 ? -Math.log(random()) * 4 : 0
    const [y, x, spread] = [random() * height, random() * width, 1 + random() * 3]
    for (let row = 0; row < height; row++)
      for (let column = 0; column < width; column++) {
        const far = height * width > 1 ? ((row - y) ** 2 + (column - x) ** 2) / (2 * spread ** 2) : 0
        const noise = strength > 0 ? 0.4 * (random() - 0.5) : 0
        values[(unit * height + row) * width + column] = Math.max(0, strength * Math.exp(-far) + noise)
      }
  }
  return values
}

/** Mulberry32: the same sequence everywhere. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
