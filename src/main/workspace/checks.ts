import { z } from 'zod'
import { type Check, type CheckDetail, checkDetailSchema, checkSchema } from '../../contract/check.ts'
import { jsonColumn, type Store } from './store.ts'

/** Checks of networks on datasets: what each came to, and what there is to look into, apart, so that lists are short. */
export class Checks {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  /** Stores a check, in place of an earlier one of its key. */
  put(check: CheckDetail): void {
    const { key, network, dataset, createdAt } = check
    const summary = JSON.stringify(checkSchema.parse(check))
    const values = [key, network, dataset, summary, JSON.stringify(check), createdAt]
    this.#store.run('INSERT OR REPLACE INTO checks VALUES (?, ?, ?, ?, ?, ?)', ...values)
  }

  has(key: string): boolean {
    return this.#store.has('SELECT 1 FROM checks WHERE key = ?', key)
  }

  get(key: string): CheckDetail | undefined {
    const row = z.object({ detail: jsonColumn(checkDetailSchema) })
    return this.#store.first(row, 'SELECT detail FROM checks WHERE key = ?', key)?.detail
  }

  /** Newest first; those of one network or one dataset where they are given. */
  list({ network, dataset }: { network?: string | undefined; dataset?: string | undefined } = {}): Check[] {
    const row = z.object({ summary: jsonColumn(checkSchema) })
    const order = 'ORDER BY created_at DESC, rowid DESC'
    const where = 'WHERE (?1 IS NULL OR network = ?1) AND (?2 IS NULL OR dataset = ?2)'
    const found = this.#store.all(
      row,
      `SELECT summary FROM checks ${where} ${order}`,
      network ?? null,
      dataset ?? null,
    )
    return found.map(({ summary }) => summary)
  }

  /** False where there was none. */
  remove(key: string): boolean {
    const known = this.has(key)
    this.#store.run('DELETE FROM checks WHERE key = ?', key)
    return known
  }
}
