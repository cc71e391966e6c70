/** What is done to a map, a step a frame: moved, zoomed, the pointer over it, a class filtered. */
export const DOING = ['move', 'zoom', 'hover', 'filter'] as const
export type Doing = (typeof DOING)[number]

/** What the page offers to the benchmark's half in Node. */
export interface MapBench {
  /** Shows so many points, by our canvas or as an ECharts scatter; tells after how many milliseconds they stood. */
  mount(how: 'ours' | 'echarts', points: number): Promise<number>
  /** Milliseconds from frame to frame. */
  frames(doing: Doing, count: number): Promise<number[]>
}
