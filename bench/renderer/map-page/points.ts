/** Clusters of points, as representations of ten classes lie: pairs x, y, and the class of each. */
export function generatedPoints(count: number): { points: Float32Array; labels: Int32Array } {
  const random = generator(3)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const middles = Array.from({ length: 10 }, () => ({ x: 24 * random(), y: 13 * random() }))
  const points = new Float32Array(2 * count)
  const labels = new Int32Array(count)
  for (let point = 0; point < count; point++) {
    const label = point % middles.length
    labels[point] = label
    points[2 * point] = (middles[label]?.x ?? 0) + normal()
    points[2 * point + 1] = (middles[label]?.y ?? 0) + normal()
  }
  return { points, labels }
}

/** Park and Miller's generator: the same sequence everywhere. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}
