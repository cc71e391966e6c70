import { z } from 'zod'
import { jsonColumn } from './store.ts'

/** What is known of one image of an index. */
export interface IndexedImage {
  readonly position: number
  /** Below the dataset's path; '' for itself. */
  readonly folder: string
  readonly name: string
  readonly label: number | null
  readonly split: number | null
  readonly bytes: number
  /** Milliseconds since 1970; 0 where unknown. */
  readonly modified: number
  readonly width: number | null
  readonly height: number | null
  /** Of the content, once it was read. */
  readonly hash: string | null
  /** Values of further columns. */
  readonly columns: readonly string[] | null
  /** Why it cannot be read or decoded. */
  readonly trouble: string | null
}

/** As it is written: with the number that `addFolder` gave its folder. */
export type NewIndexedImage = Omit<IndexedImage, 'folder'> & { readonly folder: number }

export interface IndexedClass {
  readonly key: string
  readonly name: string
  readonly count: number
}

/** What is known of an index as a whole. */
export interface IndexSummary {
  readonly images: number
  /** Images before this position have been looked into. */
  readonly measured: number
  readonly hash: string | null
  readonly columns: readonly string[]
  readonly notes: readonly string[]
  readonly indexedAt: string | null
  /** Tells whether its folders are as they were when it was made. */
  readonly stamp: string
}

const texts = z.array(z.string())
export const summarySchema = z.object({
  measured: z.int().default(0),
  hash: z.string().nullable().default(null),
  columns: texts.default([]),
  notes: texts.default([]),
  indexedAt: z.string().nullable().default(null),
  stamp: z.string().default(''),
})
export const factRow = z.object({ name: z.string(), value: jsonColumn(z.unknown()) })
export const imageRow = z.object({
  position: z.int(),
  folder: z.string(),
  name: z.string(),
  label: z.int().nullable(),
  split: z.int().nullable(),
  bytes: z.int(),
  modified: z.int(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  hash: z.string().nullable(),
  columns: z
    .string()
    .nullable()
    .pipe(z.union([z.null(), jsonColumn(texts)])),
  trouble: z.string().nullable(),
})
export const classRow = z.object({ key: z.string(), name: z.string(), count: z.int() })
export const splitRow = z.object({ name: z.string(), count: z.int() })
export const folderRow = z.object({ folder: z.int(), path: z.string() })
export const countRow = z.object({ count: z.int() })

export const imageColumns = `i.position, f.path AS folder, i.name, i.label, i.split, i.bytes, i.modified, i.width, i.height,
  iif(i.hash IS NULL, NULL, lower(hex(i.hash))) AS hash, i.columns, i.trouble`
export const joined = 'images i JOIN folders f ON f.folder = i.folder'
