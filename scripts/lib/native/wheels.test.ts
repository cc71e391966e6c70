import { describe, expect, it } from 'vitest'
import { megabytesNeeded, planFor } from './wheels.mjs'

const linux = { platform: 'linux', arch: 'x64', glibc: true }

describe('planFor', () => {
  it('pins one wheel for the CPU', () => {
    const plan = planFor('cpu', linux)
    expect(plan.name).toBe('tensorflow-2.18.1-cpu-x64')
    expect(plan.wheels).toEqual([
      {
        project: 'tensorflow-cpu',
        version: '2.18.1',
        sha256: '810c75d7149d2da0cb2092187817b0dcabb80728ca9f9cf3a61f3f42fadd1298',
        megabytes: 230,
      },
    ])
    expect(plan.platforms).toContain('manylinux_2_17_x86_64')
    expect(megabytesNeeded(plan)).toBe(920)
  })

  it('takes the other processor’s wheel on arm64', () => {
    const plan = planFor('cpu', { ...linux, arch: 'arm64' })
    expect(plan.name).toBe('tensorflow-2.18.1-cpu-arm64')
    expect(plan.wheels.map(({ project }) => project)).toEqual(['tensorflow'])
    expect(plan.platforms).toContain('manylinux_2_17_aarch64')
  })

  it('takes what tensorflow[and-cuda] 2.18.1 requires, and keeps its shape', () => {
    const plan = planFor('cuda', linux)
    // Requires-Dist of tensorflow-2.18.1-cp311-cp311-manylinux_2_17_x86_64.whl where extra == "and-cuda".
    expect(plan.wheels.map(({ project, version }) => `${project}==${version}`)).toEqual([
      'tensorflow==2.18.1',
      'nvidia-cublas-cu12==12.5.3.2',
      'nvidia-cuda-cupti-cu12==12.5.82',
      'nvidia-cuda-nvcc-cu12==12.5.82',
      'nvidia-cuda-nvrtc-cu12==12.5.82',
      'nvidia-cuda-runtime-cu12==12.5.82',
      'nvidia-cudnn-cu12==9.3.0.75',
      'nvidia-cufft-cu12==11.2.3.61',
      'nvidia-curand-cu12==10.3.6.82',
      'nvidia-cusolver-cu12==11.6.3.83',
      'nvidia-cusparse-cu12==12.5.1.3',
      'nvidia-nccl-cu12==2.21.5',
      'nvidia-nvjitlink-cu12==12.5.82',
    ])
    for (const { sha256 } of plan.wheels) expect(sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(plan.keep).toContain('nvidia/')
    expect(plan.name).not.toBe(planFor('cpu', linux).name)
  })

  it.each([
    [
      'darwin',
      'arm64',
      true,
      "TensorFlow's library cannot be had for darwin on arm64; WebGPU or WebAssembly",
    ],
    ['win32', 'x64', true, "TensorFlow's library cannot be had for win32 on x64"],
    ['linux', 'riscv64', true, "TensorFlow's library cannot be had for linux on riscv64"],
    ['linux', 'x64', false, "TensorFlow's library cannot be had for a Linux without glibc on x64"],
  ])('%s on %s has none', (platform, arch, glibc, message) => {
    expect(() => planFor('cpu', { platform, arch, glibc })).toThrow(message)
  })

  it('has CUDA for x64 only', () => {
    expect(() => planFor('cuda', { ...linux, arch: 'arm64' })).toThrow(
      'TensorFlow for CUDA comes for x64 only',
    )
  })
})
