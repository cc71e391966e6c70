import type { Inversion, InversionPreset } from '../../../contract/inversion.ts'
import { blobUrl } from '../../backend/addresses.ts'
import type { Walk } from '../../charts/walk.ts'
import type { PatternInput } from '../../components/activations/pattern.ts'
import { significant } from '../../format/number.ts'
import { shapeText } from '../../format/shape.ts'
import type { Size } from '../../zoom/zoom.ts'
import type { Column } from '../column.ts'
import type { FigureInput, FigurePattern } from './figure-input.ts'
import { commonRange, patternPicture, type RawPicture, scalePicture, shownUnits } from './pattern-picture.ts'
import { encodePicture, fetchPicture } from './pictures.ts'

/** What the view shows, to be made a figure. */
export interface FigureContent {
  readonly title: string
  readonly network: string
  readonly preset: InversionPreset
  readonly columns: readonly Column[]
  readonly size: Size
  readonly rows: readonly { readonly layer: string; readonly cells: readonly (Inversion | null)[] }[]
  readonly pattern: PatternInput | null
  readonly walk: Walk | null
}

/** The figure of what is shown, with its pictures by name: every one exactly the pixels that the view shows. */
export async function figureOf(
  content: FigureContent,
): Promise<{ input: FigureInput; pictures: Map<string, Blob> }> {
  const { columns, rows, size, walk } = content
  const pictures = new Map<string, Blob>()
  const urls = [
    ...columns.map(({ url }) => url),
    ...rows.flatMap(({ cells }) => cells.flatMap((cell) => (cell ? blobUrl(cell.png) : []))),
  ]
  const fetched = [...new Set(urls)].map(async (url) => pictures.set(url, await fetchPicture(url)))
  const drawn = drawnPattern(content.pattern)
  const encoded = drawn.pictures.map(async ([name, picture]) =>
    pictures.set(name, await encodePicture(picture)),
  )
  await Promise.all([...fetched, ...encoded])
  const input: FigureInput = {
    title: `${content.title} · ${content.network}`,
    notes: notes(content),
    columns: columns.map(({ role, title, detail, url }) => ({ role, title, detail, image: url })),
    imageSize: size,
    rows: rows.map(({ layer, cells }) => ({
      layer,
      cells: cells.map(
        (cell) => cell && { picture: blobUrl(cell.png), caption: `error ${significant(cell.ratio)}` },
      ),
    })),
    pattern: drawn.pattern,
    walk,
  }
  return { input, pictures }
}

interface DrawnPattern {
  readonly pattern: FigurePattern | null
  readonly pictures: readonly (readonly [name: string, picture: RawPicture])[]
}

function drawnPattern(input: PatternInput | null): DrawnPattern {
  if (!input) return { pattern: null, pictures: [] }
  const { images, shape, layer } = input
  const units = shownUnits(images, shape)
  const range = commonRange(images)
  const drawn = images.map(
    ({ values }, i) => [`pattern ${i}`, patternPicture(values, shape, units, range)] as const,
  )
  const part = units.length < shape[0] ? [`${units.length} most active`] : []
  const pattern = {
    layer,
    details: [shapeText(shape), ...part],
    size: drawn[0]?.[1] ?? { width: 1, height: 1 },
    pictures: drawn.map(([name]) => name),
    range,
    scale: 'scale',
  }
  return { pattern, pictures: [...drawn, ['scale', scalePicture()]] }
}

function notes({ rows, pattern, walk }: FigureContent): string[] {
  const inversion = rows.flatMap(({ cells }) => cells).find((cell) => cell !== null)
  return [
    inversion ? inversionNote(inversion) : '',
    pattern ? 'Activations: each channel’s map or each unit, on one scale for all columns.' : '',
    walk
      ? 'Curves: distances of the representations at each layer, Euclidean, over d(s, g); the vertical lines are the layers that the adversaries were made for.'
      : '',
  ].filter(Boolean)
}

function inversionNote({ report }: Inversion): string {
  const { settings, seed, restarts, provenance } = report
  const { optimiser, beta, alpha } = settings
  const steps =
    optimiser.name === 'adam'
      ? `Adam, ${optimiser.steps} steps`
      : `momentum ${optimiser.momentum}, ${optimiser.phases.map((phase) => phase.steps).join(' + ')} steps`
  return `Inversions: Mahendran and Vedaldi’s objective, β ${beta}, α ${alpha}, ${steps}, seed ${seed}, ${restarts} start${restarts === 1 ? '' : 's'}; error: ‖φ(x) − φ₀‖ / ‖φ₀‖ of the picture shown. Guise ${provenance.guise}, ${provenance.library}.`
}
