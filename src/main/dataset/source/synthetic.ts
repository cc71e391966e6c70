import { z } from 'zod'
import { DatasetError, ImageFileError } from '../errors.ts'
import { figureNames } from '../synthetic/figures.ts'
import { render } from '../synthetic/render.ts'
import type { DatasetSource, SourceEntry, SourceKind } from './source.ts'

const scheme = 'synthetic:'

export const isSynthetic = (path: string): boolean => path.startsWith(scheme)

const number = (low: number, high: number, usual: number) =>
  z.coerce.number().pipe(z.int().min(low).max(high)).default(usual)

const settingsSchema = z.strictObject({
  /** Images of each class. */
  images: number(1, 100_000, 100),
  /** Pixels on a side. */
  size: number(16, 1024, 128),
  seed: number(0, 2 ** 31 - 1, 1),
})
type Settings = z.infer<typeof settingsSchema>

function settingsOf(path: string): Settings {
  const query = path.slice(path.indexOf('?') + 1 || path.length)
  const said = isSynthetic(path) ? Object.fromEntries(new URLSearchParams(query)) : undefined
  const parsed = settingsSchema.safeParse(said)
  if (parsed.success) return parsed.data
  throw new DatasetError(
    `“${path}” cannot be rendered: it takes images (of each class, 1 to 100000), size (16 to 1024 pixels) and seed, as in synthetic:?images=100&size=128&seed=1.`,
    { cause: parsed.error },
  )
}

/** The address with all its settings, so that the same dataset always has the same one. */
export function fullAddress(path: string): string {
  const { images, size, seed } = settingsOf(path)
  return `${scheme}?images=${images}&size=${size}&seed=${seed}`
}

async function* scan({ images, size }: Settings, signal?: AbortSignal): AsyncGenerator<SourceEntry> {
  const digits = String(images - 1).length
  const packed = { width: size, height: size, size: size * size * 3, modified: 0 }
  for (const label of figureNames) {
    signal?.throwIfAborted()
    for (let i = 0; i < images; i++) {
      const name = String(i).padStart(digits, '0')
      yield { folder: label, name, label, split: i % 5 === 4 ? 'val' : 'train', packed }
    }
  }
}

function openSynthetic(path: string): DatasetSource {
  const settings = settingsOf(path)
  return {
    classes: figureNames.map((key) => ({ key, name: key })),
    splits: settings.images > 4 ? ['train', 'val'] : ['train'],
    columns: [],
    count: settings.images * figureNames.length,
    scan: ({ signal }) => scan(settings, signal),
    close: async () => undefined,
  }
}

/** Images that the program renders: shapes and textures, every fifth of each class for validation. */
export const syntheticKind: SourceKind = {
  kind: 'synthetic',
  match: ({ path }) => isSynthetic(path),
  open: async (path) => openSynthetic(path),
  reader: (path) => {
    const { images, size, seed } = settingsOf(path)
    return {
      item: async ({ folder, name }) => {
        const i = Number(name)
        if (!figureNames.includes(folder) || !(i < images)) {
          throw new ImageFileError(`There is no image ${folder}/${name} in ${path}.`)
        }
        return render(folder, seed, i, size)
      },
      close: async () => undefined,
    }
  },
}
