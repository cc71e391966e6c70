import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { isRandomSpec, parseRandomSpec } from './spec.ts'

const names = ['caffenet', 'squeezenet-1.0']
const parse = (spec: string) => parseRandomSpec(spec, names)

it.each([
  ['random:caffenet', 'training', 0],
  ['random:caffenet?seed=4', 'training', 4],
  ['random: caffenet ?weights=he', 'he', 0],
  ['random:caffenet?seed=007&weights=orthonormal', 'orthonormal', 7],
  ['random:caffenet?weights=training&seed=9007199254740991', 'training', 2 ** 53 - 1],
])('takes %s apart', (spec, weights, seed) => {
  const id = `random:caffenet?weights=${weights}&seed=${seed}`
  expect(parse(spec)).toEqual({ architecture: 'caffenet', paths: [], weights, seed, id })
  expect(parse(id).id).toBe(id)
})

it('takes a description and what comes with it for an architecture', () => {
  const [net, mean] = [resolve('a/net.prototxt'), resolve('mean.binaryproto')]
  expect(parse('random:a/net.prototxt,mean.binaryproto?weights=he')).toEqual({
    architecture: undefined,
    paths: [net, mean],
    weights: 'he',
    seed: 0,
    id: `random:${net},${mean}?weights=he&seed=0`,
  })
})

it.each([
  ['random:', 'the architectures are caffenet, squeezenet-1.0'],
  ['random:nonsense', 'the architectures are caffenet, squeezenet-1.0'],
  ['random:caffenet?weights=xavier', 'weights are training, he, orthonormal'],
  ['random:caffenet?seed=-1', 'the seed is a whole number from 0'],
  ['random:caffenet?seed=1.5', 'the seed is a whole number from 0'],
  ['random:caffenet?seed=', 'the seed is a whole number from 0'],
  ['random:caffenet?seed=9007199254740993', 'the seed is a whole number from 0'],
  ['random:caffenet?seed=1&seed=2', 'seed is given twice'],
  ['random:caffenet?weight=he', 'there is no setting "weight"'],
])('refuses %s', (spec, reason) => {
  expect(() => parse(spec)).toThrow(`"${spec}" names no network with random weights: ${reason}`)
})

it('knows its own', () => {
  expect(isRandomSpec('random:caffenet')).toBe(true)
  expect(isRandomSpec('caffenet')).toBe(false)
})
