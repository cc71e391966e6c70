/** The drawings that are measured: networks' graphs as `networks/graph/samples.ts` has them. */
export const GRAPHS = ['ResNet-50', 'GoogLeNet'] as const
export type GraphName = (typeof GRAPHS)[number]

/**
 * What is done to a drawing, a step a frame: moved with all of it in sight, zoomed in as far as it goes and out again, moved where its text
 * can be read, the pointer over it, walked through by the arrow keys.
 */
export const DOING = ['move', 'zoom', 'move near', 'hover', 'walk'] as const
export type Doing = (typeof DOING)[number]

/** What the page offers to the benchmark's half in Node. */
export interface GraphBench {
  /** Lays a network out and shows it. Milliseconds: of the layout, and until it stood on the page. */
  mount(name: GraphName): Promise<{ layers: number; boxes: number; laidOut: number; standsAfter: number }>
  /** Milliseconds from frame to frame. */
  frames(doing: Doing, count: number): Promise<number[]>
}
