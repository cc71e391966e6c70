/** The tool's own glyphs, drawn on a 16 × 16 grid with a stroke of 1.5. */
export const ICONS = {
  pair: 'M1.75 4.25h7v7h-7zM7.25 7.25v-2.5h7v7h-5.5',
  results: 'M2 2.75h5v4.5H2zM9 2.75h5v4.5H9zM2 9.25h5v4.5H2zM9 9.25h5v4.5H9z',
  settings:
    'M1.75 4.5h6M11.75 4.5h2.5M1.75 11.5h2.5M8.25 11.5h6M9.75 2.5a2 2 0 1 1 0 4 2 2 0 0 1 0-4M6.25 9.5a2 2 0 1 1 0 4 2 2 0 0 1 0-4',
  swap: 'M2 5.5h11M10.5 2.75l2.75 2.75-2.75 2.75M14 10.5H3M5.5 7.75L2.75 10.5l2.75 2.75',
  moon: 'M13.5 9.75A6 6 0 0 1 6.25 2.5a6 6 0 1 0 7.25 7.25z',
  sun: 'M8 5a3 3 0 1 1 0 6 3 3 0 0 1 0-6M8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1M12 12l1 1M3 13l1-1M12 4l1-1',
  help: 'M5.75 6a2.25 2.25 0 1 1 3.4 1.95C8.3 8.45 8 8.9 8 9.75M8 12.25v.25',
  close: 'M3.75 3.75l8.5 8.5M12.25 3.75l-8.5 8.5',
  down: 'M3.5 6l4.5 4.5L12.5 6',
  up: 'M3.5 10L8 5.5l4.5 4.5',
  minus: 'M3.5 8h9',
  plus: 'M3.5 8h9M8 3.5v9',
  fit: 'M2.25 5.5V2.25H5.5M10.5 2.25h3.25V5.5M13.75 10.5v3.25H10.5M5.5 13.75H2.25V10.5',
  trash: 'M2.5 4.25h11M6 4V2.25h4V4M4 4.5l.6 9.25h6.8L12 4.5M6.75 7v4.25M9.25 7v4.25',
  warning: 'M8 2.25L14.5 13.5h-13zM8 6.5v3.25M8 11.4v.35',
} as const

export type IconName = keyof typeof ICONS
