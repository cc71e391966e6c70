import { z } from 'zod'
import { type Image, imageSchema } from '../../contract/image.ts'

/** The same addresses under both hosts (docs/app.md), relative to the page. */
export function blobUrl(hash: string): string {
  return `/blob/${hash}`
}

/** Sizes the host makes thumbnails in: the longer side, in pixels. */
export type ThumbnailSize = 64 | 256 | 1024

export function thumbnailUrl(hash: string, size: ThumbnailSize = 256): string {
  return `/thumbnail/${hash}?size=${size}`
}

/** Sizes of the thumbnails of a dataset's images. */
export type DatasetThumbnailSize = 64 | 128 | 256

/** A dataset's image, small; `version` is the dataset's hash, with which an answer may be kept for ever. */
export function datasetThumbnailUrl(
  id: string,
  index: number,
  size: DatasetThumbnailSize,
  version: string | null,
): string {
  return `/dataset/${id}/${index}/thumbnail?size=${size}${version ? `&v=${version}` : ''}`
}

/** Derived bytes (activations, a map's points), by their hash; the workspace may let them go. */
export function cacheUrl(hash: string): string {
  return `/cache/${hash}`
}

export function zipUrl(key: string): string {
  return `/export/${encodeURIComponent(key)}.zip`
}

const refusalSchema = z.object({ message: z.string() })

/** Puts a file into the workspace; the answer names it by its hash. */
export async function uploadFile(file: Blob, name: string): Promise<Image> {
  const response = await fetch(`/upload?name=${encodeURIComponent(name)}`, { method: 'POST', body: file })
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok) return imageSchema.parse(answer)
  const refusal = refusalSchema.safeParse(answer)
  throw new Error(
    refusal.success ? refusal.data.message : `${name} could not be stored (HTTP ${response.status}).`,
  )
}

const statusSchema = z.object({ engine: z.string(), message: z.string().nullable() })

/** Why the engine is away, as the host tells it; null if the host itself does not answer. */
export async function engineStatus(): Promise<{ refused: boolean; message: string | null } | null> {
  const response = await fetch('/status').catch(() => null)
  if (!response) return null
  if (response.status === 401) return { refused: true, message: null }
  const status = statusSchema.safeParse(await response.json().catch(() => null))
  return { refused: false, message: status.success ? status.data.message : null }
}
