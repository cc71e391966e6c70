import { type ComputedRef, computed } from 'vue'
import type { Walk } from '../charts/walk.ts'
import type { PatternInput } from '../components/activations/pattern.ts'
import { useInternals } from '../stores/internals.ts'
import { type InversionRequest, useInversions } from '../stores/internals-inversions.ts'
import { useNetworks } from '../stores/networks.ts'
import { useNotices } from '../stores/notices.ts'
import type { Size } from '../zoom/zoom.ts'
import type { Column } from './column.ts'
import { sceneToPng } from './figure/canvas.ts'
import { figureOf } from './figure/figure-of.ts'
import { figureScene } from './figure/layout.ts'
import { dataUri, saveFile } from './figure/pictures.ts'
import { sceneToSvg } from './figure/svg.ts'
import { internalsReport } from './report/internals-report.ts'

export type SaveFormat = 'png' | 'svg' | 'html'

/** What is on screen, to be saved. */
export interface Shown {
  readonly columns: readonly Column[]
  readonly size: Size
  readonly pattern: PatternInput | null
  readonly walk: Walk | null
}

/** Saves the view as a figure or as a report; `missing` counts the inversions that are not made. */
export function useSave(shown: () => Shown): {
  readonly missing: ComputedRef<number>
  /** Has all rows made, seen or not. */
  makeMissing(): void
  save(format: SaveFormat): Promise<unknown>
} {
  const internals = useInternals()
  const inversions = useInversions()
  const networks = useNetworks()
  const notices = useNotices()

  const requestOf = (layer: string): InversionRequest => ({
    network: internals.base?.network ?? '',
    layer,
    preset: internals.preset,
  })
  const rows = computed(() =>
    internals.rows.map((layer) => {
      const request = requestOf(layer)
      const cells = shown().columns.map(({ hash }) => {
        const cell = inversions.cellOf(request, hash)
        return cell?.state === 'made' ? cell.inversion : null
      })
      return { layer, cells }
    }),
  )
  const missing = computed(
    () => rows.value.flatMap(({ cells }) => cells).filter((cell) => cell === null).length,
  )

  async function content(format: SaveFormat): Promise<Blob> {
    const { base, preset } = internals
    if (!base) throw new Error('There is nothing to save.')
    const title = `${base.source.name} → ${base.guide.name}`
    const network = networks.titleOf(base.network)
    const { input, pictures } = await figureOf({ ...shown(), title, network, preset, rows: rows.value })
    const scene = figureScene(input)
    if (format === 'png') return sceneToPng(scene, pictures, 1)
    const uris = await Promise.all(
      [...pictures].map(async ([name, blob]) => [name, await dataUri(blob)] as const),
    )
    const svg = sceneToSvg(scene, new Map(uris))
    if (format === 'svg') return new Blob([svg], { type: 'image/svg+xml' })
    const { columns, pattern, walk } = shown()
    const savedAt = new Date().toLocaleString()
    const results = internals.adversaries
    const report = { title, figure: svg, columns, results, inversions: rows.value, pattern, walk, savedAt }
    return new Blob([internalsReport(report)], { type: 'text/html' })
  }

  function makeMissing(): void {
    const images = shown().columns.flatMap(({ forming, hash }) => (forming ? [] : hash))
    for (const layer of internals.rows) void inversions.want(requestOf(layer), images)
  }

  const save = (format: SaveFormat) =>
    notices.attempt(async () => {
      saveFile(await content(format), `guise-internals-${internals.base?.key.slice(0, 12)}.${format}`)
    })

  return { missing, makeMissing, save }
}
