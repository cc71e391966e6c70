import { expect, it, vi } from 'vitest'
import { RowPages } from './row-pages.ts'

/** A source whose answers the test gives. */
function asked() {
  const calls: { start: number; signal: AbortSignal; answer: () => void; fail: () => void }[] = []
  const load = (start: number, count: number, signal: AbortSignal) =>
    new Promise<number[]>((resolve, reject) => {
      const rows = Array.from({ length: count }, (_, i) => start + i)
      calls.push({ start, signal, answer: () => resolve(rows), fail: () => reject(new Error('No.')) })
    })
  const onChange = vi.fn()
  const onError = vi.fn()
  const pages = new RowPages(load, { pageSize: 10, kept: 3, parallel: 2, onChange, onError })
  return { calls, pages, onChange, onError }
}

it('reads the pages in sight, two at a time', async () => {
  const { calls, pages, onChange } = asked()
  pages.want(5, 31)
  expect(calls.map(({ start }) => start)).toEqual([0, 10])
  expect(pages.at(5)).toBeUndefined()
  calls[0]?.answer()
  await vi.waitFor(() => expect(onChange).toHaveBeenCalled())
  expect(pages.at(5)).toBe(5)
  expect(calls.map(({ start }) => start)).toEqual([0, 10, 20])
})

it('gives up what was scrolled past, and never asks for what was only passed', async () => {
  const { calls, pages } = asked()
  pages.want(0, 40)
  pages.want(500, 510)
  expect(calls.map(({ signal }) => signal.aborted)).toEqual([true, true])
  for (const call of calls.slice(0, 2)) call.answer()
  await vi.waitFor(() => expect(calls).toHaveLength(3))
  expect(calls[2]?.start).toBe(500)
  expect(pages.at(0)).toBeUndefined()
})

it('keeps a few pages and asks again for one it let go', async () => {
  const { calls, pages } = asked()
  for (const page of [0, 1, 2, 3]) {
    pages.want(page * 10, page * 10 + 10)
    await vi.waitFor(() => expect(calls).toHaveLength(page + 1))
    calls[page]?.answer()
    await vi.waitFor(() => expect(pages.at(page * 10)).toBe(page * 10))
  }
  expect(pages.at(0)).toBeUndefined()
  pages.want(10, 20)
  expect(calls).toHaveLength(4)
  pages.want(0, 10)
  expect(calls).toHaveLength(5)
})

it('tells of a failure once and does not ask again by itself', async () => {
  const { calls, pages, onError } = asked()
  pages.want(0, 10)
  calls[0]?.fail()
  await vi.waitFor(() => expect(onError).toHaveBeenCalledOnce())
  expect(calls).toHaveLength(1)
  pages.want(0, 10)
  expect(calls).toHaveLength(2)
})
