import type { Prediction, Report } from '../../contract/measures.ts'
import { significant } from './format.ts'

/** A finished pair for a person to read: a few lines. */
export function summary(report: Report, folder: string, files: readonly string[]): string {
  const { float32, eightBit, labels, evaluations } = report
  const spent = `${evaluations} ${evaluations === 1 ? 'evaluation' : 'evaluations'}`
  const lines = [
    `${report.source} → ${report.guide}`,
    `  ${report.layer}, delta ${report.delta}, ${report.solver}: ${spent} in ${significant(report.seconds)} s. ${report.message}`,
    `  distance ratio ${significant(eightBit.ratio)} (${significant(float32.ratio)} before rounding to 8 bits)`,
    `  largest change ${significant(eightBit.maxChange)}, mean change ${significant(eightBit.meanChange)}`,
  ]
  if (labels.adversary.length > 0) {
    lines.push(
      `  source: ${top(labels.source)} · guide: ${top(labels.guide)} · adversary: ${top(labels.adversary)}`,
    )
  }
  lines.push(`  ${folder}: ${files.join(', ')}`)
  return `${lines.join('\n')}\n`
}

const top = ([first]: readonly Prediction[]): string =>
  first ? `${first.label} (${significant(100 * first.probability)} %)` : 'none'
