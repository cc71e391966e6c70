import { describe, expect, it } from 'vitest'
import { type Candidate, choose } from './choose.ts'

const tensorflowGpu: Candidate = { name: 'tensorflow', offer: { usable: true, kind: 'gpu', device: 'H200' } }
const tensorflowCpu: Candidate = { name: 'tensorflow', offer: { usable: true, kind: 'cpu', device: 'EPYC' } }
const noTensorflow: Candidate = { name: 'tensorflow', offer: { usable: false, reason: 'It is missing.' } }
const webgpuGpu: Candidate = { name: 'webgpu', offer: { usable: true, kind: 'gpu', device: 'Radeon' } }
const webgpuSoftware: Candidate = {
  name: 'webgpu',
  offer: { usable: true, kind: 'software', device: 'llvmpipe' },
}
const noWebgpu: Candidate = { name: 'webgpu', offer: { usable: false, reason: 'No adapter.' } }
const wasm: Candidate = { name: 'wasm', offer: { usable: true, kind: 'cpu', device: 'EPYC' } }

describe('choose', () => {
  it.each([
    [
      [wasm, webgpuGpu, tensorflowGpu],
      ['tensorflow', 'webgpu', 'wasm'],
    ],
    [
      [wasm, tensorflowCpu, webgpuGpu],
      ['webgpu', 'tensorflow', 'wasm'],
    ],
    [
      [wasm, tensorflowCpu, noWebgpu],
      ['tensorflow', 'wasm'],
    ],
    [
      [noTensorflow, webgpuGpu, wasm],
      ['webgpu', 'wasm'],
    ],
    [[noTensorflow, noWebgpu, wasm], ['wasm']],
  ])('orders by speed %#', (candidates, order) => {
    expect(choose(candidates, null).order).toEqual(order)
  })

  it('puts the wish first and keeps the rest in order', () => {
    expect(choose([tensorflowCpu, webgpuGpu, wasm], 'wasm').order).toEqual(['wasm', 'webgpu', 'tensorflow'])
  })

  it('uses a software adapter only where it was asked for', () => {
    const unasked = choose([tensorflowCpu, webgpuSoftware, wasm], null)
    expect(unasked.order).toEqual(['tensorflow', 'wasm'])
    expect(unasked.unusable).toEqual([
      { name: 'webgpu', reason: 'Its only adapter is software (llvmpipe), slower than the CPU.' },
    ])
    expect(choose([tensorflowCpu, webgpuSoftware, wasm], 'webgpu').order[0]).toBe('webgpu')
  })

  it('passes on why one cannot be used, a wished one too', () => {
    const choice = choose([noTensorflow, wasm], 'tensorflow')
    expect(choice.order).toEqual(['wasm'])
    expect(choice.unusable).toEqual([{ name: 'tensorflow', reason: 'It is missing.' }])
  })
})
