import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { tinyNetwork } from '../../../test/tiny-network.ts'
import { inversionPresets, inversionSettingsSchema } from '../../contract/inversion.ts'
import type { Graph } from '../network/graph.ts'
import { lambdaTvAt, layerDepth } from './depth.ts'
import { gaussianNoise, mulberry32 } from './gaussian-noise.ts'
import { evaluationsOf } from './optimiser.ts'
import { objectiveSettings, typicalNorm } from './settings.ts'

describe('layerDepth', () => {
  it('counts CaffeNet’s layers as its list has them', () => {
    const file = new URL('../../../models/guisenet/network.json', import.meta.url)
    const { graph }: { graph: Graph } = JSON.parse(readFileSync(file, 'utf8'))
    const depths = {
      conv1: 2,
      norm1: 4,
      conv2: 6,
      pool2: 7,
      conv3: 10,
      conv4: 12,
      conv5: 14,
      pool5: 15,
      fc6: 17,
      fc7: 19,
    }
    for (const [blob, depth] of Object.entries(depths)) expect(layerDepth(graph, blob), blob).toBe(depth)
  })

  it('takes the longest way, joining being no layer', () => {
    const layer = (type: string, name: string, bottoms: string[], params = {}) => ({
      ...{ name, type, bottoms, tops: [name], params },
    })
    const convolution = { outputs: 2, kernel: [1, 1] }
    const graph: Graph = {
      name: 'fork',
      input: { blob: 'data', shape: [3, 4, 4] },
      layers: [
        layer('Convolution', 'a', ['data'], convolution),
        layer('ReLU', 'b', ['a']),
        layer('Convolution', 'c', ['data'], convolution),
        layer('Concat', 'both', ['c', 'b']),
        layer('Dropout', 'drop', ['both']),
      ],
    }
    expect(['data', 'c', 'both', 'drop'].map((blob) => layerDepth(graph, blob))).toEqual([0, 1, 2, 2])
    expect(() => layerDepth(graph, 'd')).toThrow('no layer "d"')
  })
})

describe('objectiveSettings', () => {
  it('weighs total variation by the depth and norms by the number of values', () => {
    expect([1, 6, 7, 12, 13, 40].map(lambdaTvAt)).toEqual([1, 1, 10, 10, 100, 100])
    expect(typicalNorm(227 * 227 * 3)).toBe(27098.1157)
    // A quarter of the values: half the norm.
    expect(typicalNorm((227 * 227 * 3) / 4)).toBeCloseTo(13549.05785, 6)
  })

  it('leaves what is given as it is', () => {
    const settings = { ...inversionPresets.paper, lambdaTv: 3, sigma: 50 }
    expect(objectiveSettings(settings, tinyNetwork().graph, 'fc6')).toMatchObject({
      lambdaTv: 3,
      sigma: 50,
      depth: 6,
    })
  })
})

describe('the presets', () => {
  it('are settings that can be asked for', () => {
    for (const preset of Object.values(inversionPresets)) inversionSettingsSchema.parse(preset)
  })

  it('take the paper’s 400 steps, or fewer', () => {
    expect(evaluationsOf(inversionPresets.paper.optimiser)).toBe(401)
    expect(evaluationsOf(inversionPresets.fast.optimiser)).toBeLessThanOrEqual(201)
  })
})

describe('gaussianNoise', () => {
  it('is what NumPy 2.4.6 makes of the same formulas (bench/peer/inversion.py)', () => {
    const uniform = mulberry32(1)
    for (const value of [0.62707394, 0.00273572, 0.52744704]) expect(uniform()).toBeCloseTo(value, 8)
    const recorded = [
      1.4043388366699219, 0.024141617119312286, 1.2157546281814575, -0.14543594419956207, -0.5103768706321716,
    ]
    gaussianNoise(5, 1).forEach((value, i) => {
      expect(value).toBeCloseTo(recorded[i] ?? Number.NaN, 6)
    })
    expect(gaussianNoise(3, 0xffff_ffff)[2]).toBeCloseTo(1.4889551401138306, 6)
  })

  it('has mean 0 and variance 1', () => {
    const noise = gaussianNoise(100_000, 5)
    const mean = noise.reduce((sum, value) => sum + value, 0) / noise.length
    const variance = noise.reduce((sum, value) => sum + (value - mean) ** 2, 0) / noise.length
    // Four standard errors.
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(noise.length))
    expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / noise.length))
  })
})
