import { basename } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { type Card, cardSchema } from './card.ts'
import { fileError, readWhole, sampleFile } from './format/file.ts'

const sizeLimit = 2 ** 20
const fields = cardSchema.partial()
const objectSchema = z.record(z.string(), z.unknown())

/**
 * Reads a card file, JSON or YAML, which may give only some of a card's fields.
 * @returns the fields it gives
 * @throws NetworkFileError naming the field that is wrong
 */
export async function readCardFile(path: string): Promise<Partial<Card>> {
  const bytes = await readWhole(await sampleFile(path), sizeLimit)
  return parseCard(bytes.toString('utf8'), basename(path))
}

/** As `readCardFile`, of text at hand. */
export function parseCard(text: string, file: string): Partial<Card> {
  const raw = objectSchema.safeParse(document(text, file))
  if (!raw.success) throw fileError(file, 'a card is an object of fields such as "inputSize" and "mean"')
  const card = fields.safeParse(raw.data)
  if (!card.success) throw fileError(file, `the card is wrong: ${explainIssue(card.error)}`, card.error)
  // Fields that the file leaves out have defaults in the schema; they must not pass for given.
  return Object.fromEntries(Object.entries(card.data).filter(([name]) => raw.data[name] !== undefined))
}

/** What is wrong first, with the field it concerns. */
export function explainIssue(error: z.ZodError): string {
  const [issue] = error.issues
  const path = issue?.path.join('.') ?? ''
  const message = issue?.message ?? 'unknown reason'
  return `${path === '' ? '' : `"${path}": `}${message.charAt(0).toLowerCase()}${message.slice(1)}`
}

function document(text: string, file: string): unknown {
  try {
    return parse(text, { maxAliasCount: 100, logLevel: 'error' })
  } catch (error) {
    const [reason] = error instanceof Error ? error.message.split('\n') : []
    throw fileError(file, `the card is neither JSON nor YAML (${reason})`, error)
  }
}
