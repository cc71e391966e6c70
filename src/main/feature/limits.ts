/** Numbers held at once: of a group of queries, of a block of rows, and of their products. */
const GROUP = 16 * 2 ** 20
const BLOCK = 4 * 2 ** 20
const PRODUCTS = 8 * 2 ** 20
const MOST_QUERIES = 4096

/** How many queries are compared with all rows at once. */
export const groupSize = (width: number): number =>
  Math.min(MOST_QUERIES, Math.max(1, Math.floor(GROUP / width)))

/** Numbers of a block of rows that this many queries are compared with. */
export const blockNumbers = (queries: number, width: number): number =>
  Math.min(BLOCK, Math.max(1, Math.floor(PRODUCTS / queries)) * width)
