import type { Inversion } from '../../../contract/inversion.ts'
import type { Result } from '../../../contract/result.ts'
import { joinsGuideAt, type Walk } from '../../charts/walk.ts'
import { patternFigures } from '../../components/activations/figures.ts'
import type { PatternInput } from '../../components/activations/pattern.ts'
import { solverText } from '../../format/method.ts'
import { duration } from '../../format/number.ts'
import type { Column } from '../column.ts'
import { type Cell, pageHtml, paragraphHtml, sectionHtml, tableHtml } from './html.ts'

export interface InternalsReport {
  readonly title: string
  /** The figure as an SVG that needs nothing else. */
  readonly figure: string
  readonly columns: readonly Column[]
  readonly results: readonly Result[]
  /** A row for each layer, an inversion for each column; null where it is not made. */
  readonly inversions: readonly { readonly layer: string; readonly cells: readonly (Inversion | null)[] }[]
  readonly pattern: PatternInput | null
  readonly walk: Walk | null
  /** When it was saved, as the reader writes dates. */
  readonly savedAt: string
}

/** The Internals view as a page of its own: the figure, then all its numbers, then where they come from. */
export function internalsReport(report: InternalsReport): string {
  return pageHtml(report.title, [
    sectionHtml('Inside the network', report.figure),
    adversaries(report),
    ...inversions(report),
    ...activations(report.pattern),
    ...walk(report.walk),
    origin(report),
  ])
}

function adversaries({ results, columns }: InternalsReport): string {
  const head = [
    '',
    'Layer',
    'δ',
    'Solver',
    'Evaluations',
    'Time',
    'Ratio',
    'Largest change',
    'Mean change',
    'Seen as',
  ]
  const rows = results.map(({ key, report }): Cell[] => [
    columns.find(({ id }) => id === key)?.title ?? 'Adversary',
    report.layer,
    String(report.delta),
    solverText(report.solver),
    `${report.evaluations} of ${report.maxEvaluations}`,
    duration(report.seconds),
    report.eightBit.ratio,
    report.eightBit.maxChange,
    report.eightBit.meanChange,
    report.labels.adversary[0]?.label ?? null,
  ])
  const explained =
    'Measured on the 8-bit pixels shown. Ratio: d(a, g) / d(s, g), Euclidean, at the adversary’s own layer; changes on the scale from 0 to 255.'
  return sectionHtml('Adversaries', tableHtml(head, rows), paragraphHtml(explained))
}

function inversions({ inversions: made, columns }: InternalsReport): string[] {
  if (made.length === 0) return []
  const rows = made.map(({ layer, cells }): Cell[] => [layer, ...cells.map((cell) => cell?.ratio ?? null)])
  const explained =
    'How far the representation of the picture shown is from the one it was made of: ‖φ(x) − φ₀‖ / ‖φ₀‖. Method: Mahendran and Vedaldi, CVPR 2015.'
  return [
    sectionHtml(
      'Inversions',
      tableHtml(['Layer', ...columns.map(({ title }) => title)], rows),
      paragraphHtml(explained),
    ),
  ]
}

function activations(pattern: PatternInput | null): string[] {
  if (!pattern) return []
  const rows = patternFigures(pattern.images).map((figures): Cell[] => [
    figures.image.title,
    figures.active,
    figures.sharedWithSource,
    figures.sharedWithGuide,
    figures.toSource,
    figures.toGuide,
  ])
  const head = ['', 'Active share', 'I/U with source', 'I/U with guide', 'd to source', 'd to guide']
  const explained =
    'Active share: units that are not zero. I/U: active units shared, over those active in either. d: Euclidean distance of the representations.'
  return [sectionHtml(`Activations at ${pattern.layer}`, tableHtml(head, rows), paragraphHtml(explained))]
}

function walk(shown: Walk | null): string[] {
  if (!shown) return []
  const { layers, curves } = shown
  const head = ['Layer', ...curves.flatMap(({ title }) => [`${title}: to source`, `to guide`])]
  const rows = layers.map((layer, i): Cell[] => [
    layer,
    ...curves.flatMap(({ toSource, toGuide }) => [toSource[i] ?? null, toGuide[i] ?? null]),
  ])
  const joins = curves.map((curve) => {
    const layer = joinsGuideAt(shown, curve)
    return layer
      ? `${curve.title} stays nearer the guide from ${layer} on.`
      : `${curve.title} ends nearer the source.`
  })
  const explained = `d(a, s) and d(a, g) over d(s, g), from the image to the output. ${joins.join(' ')}`
  return [sectionHtml('Representation walk', paragraphHtml(explained), tableHtml(head, rows))]
}

function origin({ results, savedAt }: InternalsReport): string {
  const [first] = results
  if (!first) return ''
  const { provenance } = first.report
  const rows: Cell[][] = [
    ['Source', `${first.source.name} (${provenance.sourceHash})`],
    ['Guide', `${first.guide.name} (${provenance.guideHash})`],
    ['Network', `${first.network} (${provenance.networkHash})`],
    ['Computed with', `Guise ${provenance.guise}, ${provenance.library}, ${provenance.device}`],
    ['Saved', savedAt],
    ...[...new Set(results.flatMap(({ report }) => report.notes))].map((note): Cell[] => ['Note', note]),
  ]
  return sectionHtml('Where it comes from', tableHtml(['', ''], rows))
}
