export interface Shortcut {
  readonly keys: readonly string[]
  readonly does: string
}

/** Keys that mean something in the same place. */
export interface ShortcutGroup {
  readonly where: string
  readonly shortcuts: readonly Shortcut[]
}

const ARROWS = ['←', '→', '↑', '↓'] as const

/** What the keys do, as the “?” dialog lists it. */
export const SHORTCUTS: readonly ShortcutGroup[] = [
  {
    where: 'Everywhere',
    shortcuts: [
      { keys: ['P'], does: 'Pair view' },
      { keys: ['I'], does: 'Internals: inside the network' },
      { keys: ['D'], does: 'Datasets' },
      { keys: ['N'], does: 'Neighbours' },
      { keys: ['W'], does: 'Networks: layers, graph, weights' },
      { keys: ['R'], does: 'Results' },
      { keys: ['Esc'], does: 'Close what is open' },
      { keys: ['?'], does: 'This list' },
    ],
  },
  {
    where: 'Pair',
    shortcuts: [
      { keys: ['Ctrl', 'Enter'], does: 'Make the adversary' },
      { keys: ['X'], does: 'Swap source and guide' },
      { keys: ['B'], does: 'Blink: source and adversary in turn' },
      { keys: ['S'], does: 'Slider between source and adversary' },
      { keys: ['Esc'], does: 'Leave blink or slider' },
      { keys: ['E'], does: 'Export the result' },
      { keys: ['Ctrl', 'V'], does: 'Paste an image as source, then as guide' },
    ],
  },
  {
    where: 'Images in Pair and Internals',
    shortcuts: [
      { keys: ['+', '−'], does: 'Zoom in, out, all images together' },
      { keys: ['0'], does: 'Whole image' },
      { keys: ['1'], does: 'True pixels: one image pixel a screen pixel' },
      { keys: ARROWS, does: 'Move the images, when one has the focus' },
      { keys: ['E'], does: 'Save what Internals shows' },
    ],
  },
  {
    where: 'Datasets, in the gallery',
    shortcuts: [
      { keys: ARROWS, does: 'Select the next image; with Shift several' },
      { keys: ['Space'], does: 'Select it too, or no longer' },
      { keys: ['Ctrl', 'A'], does: 'Select all that is shown' },
      { keys: ['Esc'], does: 'Select nothing' },
      { keys: ['S'], does: 'Use as source' },
      { keys: ['G'], does: 'Use as guide' },
    ],
  },
  {
    where: 'Map and graph',
    shortcuts: [
      { keys: ['+', '−'], does: 'Zoom in, out' },
      { keys: ['0'], does: 'All of it' },
      { keys: ARROWS, does: 'Move the map; go from layer to layer' },
    ],
  },
  {
    where: 'Lists of results and networks',
    shortcuts: [
      { keys: ['↑', '↓'], does: 'The one above, below' },
      { keys: ['Enter'], does: 'Open it' },
      { keys: ['Delete'], does: 'Delete it' },
    ],
  },
]
