import type { Role } from '../../theme/roles.ts'

/** A layer's shape: its units, or the channels of a convolutional layer and the size of their maps. */
export type PatternShape =
  | readonly [units: number]
  | readonly [channels: number, height: number, width: number]

/** An image's representation at the layer. */
export interface PatternImage {
  readonly role: Role
  /** What it is called where several share a role, such as `Adversary, conv3`. */
  readonly title: string
  readonly hash: string
  /** As many as the shape says; of maps channel by channel, each row by row. */
  readonly values: Float32Array
}

/** What the activation patterns show: one layer, and what each image makes of it. */
export interface PatternInput {
  readonly layer: string
  readonly shape: PatternShape
  /** Source and guide first, then one or several adversaries; differences are drawn for each adversary. */
  readonly images: readonly PatternImage[]
  /** What each unit stands for, where the layer's units have names (class labels). */
  readonly names?: readonly string[]
}

/** One of the images at hand, by how strongly it activates a unit. */
export interface StrongestImage {
  readonly hash: string
  readonly title: string
  /** The unit's value, or the mean of the channel's map. */
  readonly value: number
}

/** Asks for the images that activate a unit (or channel) most, the strongest first. */
export type Strongest = (unit: number) => Promise<readonly StrongestImage[]>

/** What `ActivationPatterns.vue` takes. Without `strongest` it shows no list of images. */
export interface ActivationPatternsProps {
  readonly input: PatternInput
  readonly strongest?: Strongest
}

/** How many units the patterns align: the units of a fully-connected layer, the channels of a convolutional one. */
export function unitCount(shape: PatternShape): number {
  return shape[0]
}

/** The size of each unit's map; 1 × 1 for a fully-connected layer. */
export function mapSize(shape: PatternShape): { readonly height: number; readonly width: number } {
  return shape.length === 3 ? { height: shape[1], width: shape[2] } : { height: 1, width: 1 }
}

/** Whether the units are maps to be drawn as pictures (1 × 1 maps are plain units). */
export function hasMaps(shape: PatternShape): boolean {
  const { height, width } = mapSize(shape)
  return height * width > 1
}
