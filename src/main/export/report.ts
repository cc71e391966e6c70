import { type Report, reportSchema } from '../../contract/measures.ts'

/**
 * A report as the text of report.json.
 * @throws {z.ZodError} where it is not what the contract says, a number that is none for example
 */
export const encodeReport = (report: Report): string =>
  `${JSON.stringify(reportSchema.parse(report), null, 2)}\n`
