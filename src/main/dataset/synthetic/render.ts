import type { RawPixels } from '../item.ts'
import { between, generator } from '../random.ts'
import { figureNames, figures } from './figures.ts'

/** Points looked at in each pixel, along each side: what softens the edges. */
const samples = 3

/** A colour of that hue in [0, 1) and lightness in [0, 1], as RGB in [0, 255]. */
function colour(hue: number, saturation: number, lightness: number): [number, number, number] {
  const amplitude = saturation * Math.min(lightness, 1 - lightness)
  const channel = (n: number): number => {
    const k = (n + hue * 12) % 12
    return 255 * (lightness - amplitude * Math.max(-1, Math.min(k - 3, 9 - k, 1)))
  }
  return [channel(0), channel(8), channel(4)]
}

/** Two colours that differ in lightness, so that the figure shows in grey too. */
function colours(random: () => number): readonly [back: number[], front: number[]] {
  const dark = colour(random(), between(random, 0.2, 0.8), between(random, 0.1, 0.35))
  const light = colour(random(), between(random, 0.2, 0.8), between(random, 0.6, 0.9))
  return random() < 0.5 ? [dark, light] : [light, dark]
}

/**
 * Renders one image of the synthetic dataset: a figure on a ground, unevenly lit, with a little noise. The same on every machine.
 * @param figure one of `figureNames`
 * @param size pixels on a side
 * @throws RangeError for a figure there is none of
 */
export function render(figure: string, seed: number, number: number, size: number): RawPixels {
  const make = Object.hasOwn(figures, figure) ? figures[figure] : undefined
  if (make === undefined) throw new RangeError(`There is no figure “${figure}”.`)
  const random = generator(seed, figureNames.indexOf(figure), number)
  const [back, front] = colours(random)
  const covers = make(random)
  const [slopeX, slopeY] = [between(random, -0.3, 0.3), between(random, -0.3, 0.3)]
  const grain = between(random, 2, 10)
  const pixels = new Uint8Array(size * size * 3)
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let cover = 0
      for (let i = 0; i < samples * samples; i++) {
        const x = (column + ((i % samples) + 0.5) / samples) / size
        const y = (row + (Math.floor(i / samples) + 0.5) / samples) / size
        cover += covers(x, y) / samples ** 2
      }
      const lighting = 1 + slopeX * (column / size - 0.5) + slopeY * (row / size - 0.5)
      // The sum of two even numbers is nearly bell-shaped.
      const noise = grain * (random() + random() - 1)
      for (let c = 0; c < 3; c++) {
        const value = ((back[c] ?? 0) * (1 - cover) + (front[c] ?? 0) * cover) * lighting + noise
        pixels[3 * (row * size + column) + c] = Math.min(255, Math.max(0, Math.round(value)))
      }
    }
  }
  return { width: size, height: size, channels: 3, pixels }
}
