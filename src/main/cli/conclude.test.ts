import { describe, expect, it } from 'vitest'
import { conclude, type Ending } from './conclude.ts'
import { CancelledError } from './errors.ts'

function ended(ending: Ending): { readonly out: string; readonly error: unknown } {
  let out = ''
  try {
    conclude(ending, { out: { write: (text) => (out += text) } })
    return { out, error: undefined }
  } catch (error) {
    return { out, error }
  }
}
const [first, second] = [{ source: 'a' }, { source: 'b' }]
const failed = (...pairs: number[]) => new Map(pairs.map((pair) => [pair, new Error(`Pair ${pair} failed.`)]))

describe('what a command ends with', () => {
  it('prints one report as an object, several as an array, none without --json', () => {
    const one = ended({ reports: [first], failures: failed(), json: true })
    expect(JSON.parse(one.out)).toEqual(first)
    const two = ended({ reports: [first, second], failures: failed(), json: true })
    expect(JSON.parse(two.out)).toEqual([first, second])
    expect(ended({ reports: [first], failures: failed() })).toEqual({ out: '', error: undefined })
  })

  it('keeps the others where a pair failed, and says which and why', () => {
    const { out, error } = ended({ reports: [first, undefined, second], failures: failed(1), json: true })
    expect(JSON.parse(out)).toEqual([first, second])
    expect(error).toEqual(new Error('1 of 3 pairs failed; 2 were finished and are written.\nPair 1 failed.'))
    const alone = ended({ reports: [undefined], failures: failed(0), json: true })
    expect(alone).toEqual({ out: '', error: new Error('Pair 0 failed.') })
  })

  it('is a cancel where pairs were left, telling of those that failed before', () => {
    const { error } = ended({ reports: [first, undefined, undefined], failures: failed(1) })
    expect(error).toBeInstanceOf(CancelledError)
    expect(error).toMatchObject({
      message: 'Cancelled; 1 of 3 pairs were finished and are written.\nPair 1 failed.',
    })
    expect(ended({ reports: [undefined], failures: failed() }).error).toEqual(
      new CancelledError('Cancelled; nothing was written.'),
    )
  })
})
