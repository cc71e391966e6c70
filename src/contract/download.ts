import { oc } from '@orpc/contract'
import { z } from 'zod'

/** What can be fetched: each kind has its own list. */
export const downloadSubjectSchema = z.enum(['dataset', 'network'])
export type DownloadSubject = z.infer<typeof downloadSubjectSchema>

/**
 * The job that fetches something published into the workspace's folder, checks and unpacks it, and adds it: its result is then the
 * dataset's `id`, or the network's. Its unit is bytes. Cancelled or broken off, it goes on from where it was when it is started again.
 */
export const downloadSpecSchema = z.object({
  kind: z.literal('download'),
  subject: downloadSubjectSchema,
  /** One of `downloads.available`. */
  name: z.string(),
  /** Where to fetch the files from in place of their own addresses: they are looked for under it by their names. */
  mirror: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
})
export type DownloadSpec = z.infer<typeof downloadSpecSchema>

/** Something published that can be fetched. */
export const availableSchema = z.object({
  subject: downloadSubjectSchema,
  name: z.string(),
  title: z.string(),
  description: z.string(),
  /** As the publisher words it; a sentence where there is none. */
  licence: z.string(),
  /** The publisher's page. */
  page: z.string(),
  files: z.array(
    z.object({
      address: z.string(),
      /** Null where the publisher does not say. */
      bytes: z.int().nullable(),
      /** `sha256:…`, `sha1:…` or `md5:…`; null where none is published: the first download's is then kept to compare with. */
      hash: z.string().nullable(),
    }),
  ),
  /** Of all files to be fetched, where known. */
  bytes: z.int().nullable(),
  /** `absent`; `begun`: some of it has been fetched; `here`: all is there, under `path`. */
  state: z.enum(['absent', 'begun', 'here']),
  /** Where it is, or will be. */
  path: z.string(),
})
export type Available = z.infer<typeof availableSchema>

export const downloadContract = {
  /** All that can be fetched, and whether it is there. Start a job of kind `download` to fetch one. */
  available: oc
    .input(z.object({ subject: downloadSubjectSchema.optional() }).prefault({}))
    .output(z.array(availableSchema)),
}
