import { between } from '../random.ts'

/**
 * How much of the foreground's colour a point has, from 0 to 1. The image is the square [0, 1]², x to the right and y down.
 */
export type Figure = (x: number, y: number) => number

type MakeFigure = (random: () => number) => Figure

/** Coordinates about a centre, turned by an angle and divided by a size. */
function posed(random: () => number, [small, large]: readonly [number, number], figure: Figure): Figure {
  const [cx, cy] = [between(random, 0.35, 0.65), between(random, 0.35, 0.65)]
  const angle = between(random, 0, 2 * Math.PI)
  const size = between(random, small, large)
  const [cos, sin] = [Math.cos(angle) / size, Math.sin(angle) / size]
  return (x, y) => figure((x - cx) * cos + (y - cy) * sin, (y - cy) * cos - (x - cx) * sin)
}

const wrapped = (value: number): number => value - Math.floor(value)

/** A star's edge lies between the radii of its points and of its notches. */
function star(random: () => number): Figure {
  const points = 5 + Math.floor(between(random, 0, 3))
  const notch = between(random, 0.4, 0.55)
  return (x, y) => {
    const turn = Math.abs(wrapped((Math.atan2(y, x) / (2 * Math.PI)) * points) - 0.5) * 2
    return Math.hypot(x, y) < notch + (1 - notch) * turn ? 1 : 0
  }
}

/** Random values on a lattice, blended smoothly between. */
function noise(random: () => number): Figure {
  const lattice = Float32Array.from({ length: 256 }, () => random())
  const at = (i: number, j: number): number => lattice[((i & 15) << 4) | (j & 15)] ?? 0
  const smooth = (t: number): number => t * t * (3 - 2 * t)
  return (x, y) => {
    const [i, j] = [Math.floor(x), Math.floor(y)]
    const [s, t] = [smooth(x - i), smooth(y - j)]
    const upper = at(i, j) * (1 - s) + at(i + 1, j) * s
    const lower = at(i, j + 1) * (1 - s) + at(i + 1, j + 1) * s
    return upper * (1 - t) + lower * t
  }
}

/** Four shapes and four textures, each with its position, size and turn drawn at random. */
export const figures: Readonly<Record<string, MakeFigure>> = {
  checks: (random) => posed(random, [0.1, 0.25], (x, y) => (Math.floor(x) + Math.floor(y)) & 1),
  disc: (random) => posed(random, [0.18, 0.36], (x, y) => (Math.hypot(x, y) < 1 ? 1 : 0)),
  dots: (random) => {
    const radius = between(random, 0.25, 0.4)
    return posed(random, [0.1, 0.22], (x, y) =>
      Math.hypot(wrapped(x) - 0.5, wrapped(y) - 0.5) < radius ? 1 : 0,
    )
  },
  marble: (random) => {
    const cloud = noise(random)
    const folds = between(random, 3, 6)
    return posed(
      random,
      [0.2, 0.35],
      (x, y) => 0.5 + 0.5 * Math.sin(2 * x + folds * (cloud(x, y) + cloud(2 * x, 2 * y) / 2)),
    )
  },
  ring: (random) => {
    const inner = between(random, 0.5, 0.75)
    return posed(random, [0.2, 0.38], (x, y) => {
      const radius = Math.hypot(x, y)
      return radius < 1 && radius > inner ? 1 : 0
    })
  },
  square: (random) => posed(random, [0.16, 0.3], (x, y) => (Math.max(Math.abs(x), Math.abs(y)) < 1 ? 1 : 0)),
  star: (random) => posed(random, [0.22, 0.4], star(random)),
  stripes: (random) => {
    const share = between(random, 0.35, 0.65)
    return posed(random, [0.08, 0.22], (x) => (wrapped(x) < share ? 1 : 0))
  },
}

/** The classes' keys, sorted. */
export const figureNames: readonly string[] = Object.keys(figures)
