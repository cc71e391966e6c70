/** What the page offers to the benchmark's half in Node. */
export interface PatternBench {
  /** Draws one of the shapes and waits until it stands; tells for how many milliseconds the page was busy with it. */
  mount(how: 'ours' | 'echarts', what: 'units' | 'maps'): Promise<number>
  /** Milliseconds from frame to frame while something is done to what was mounted. */
  frames(doing: 'rest' | 'hover' | 'zoom' | 'reorder', count: number): Promise<number[]>
}
