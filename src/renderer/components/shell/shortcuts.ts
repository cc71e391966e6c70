/** What the keys do, as the “?” dialog lists it. */
export const SHORTCUTS: readonly { readonly keys: readonly string[]; readonly does: string }[] = [
  { keys: ['Ctrl', 'Enter'], does: 'Make the adversary' },
  { keys: ['Esc'], does: 'Leave blink or slider; close what is open' },
  { keys: ['X'], does: 'Swap source and guide' },
  { keys: ['B'], does: 'Blink: source and adversary in turn, one at each press' },
  { keys: ['S'], does: 'Slider between source and adversary' },
  { keys: ['+'], does: 'Zoom in, all images together' },
  { keys: ['−'], does: 'Zoom out' },
  { keys: ['0'], does: 'Whole image' },
  { keys: ['1'], does: 'True pixels: one image pixel a screen pixel' },
  { keys: ['←', '→', '↑', '↓'], does: 'Move the images, when one has the focus' },
  { keys: ['E'], does: 'Export the result' },
  { keys: ['Ctrl', 'V'], does: 'Paste an image as source, then as guide' },
  { keys: ['P'], does: 'Pair view' },
  { keys: ['R'], does: 'Results' },
  { keys: ['Delete'], does: 'Delete the selected result' },
  { keys: ['?'], does: 'This list' },
]
