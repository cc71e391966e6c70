import { afterEach, describe, expect, it, vi } from 'vitest'
import { webgpu } from './webgpu.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

describe('probing for a graphics adapter', () => {
  it('survives a driver that takes its process down', async () => {
    // Stands for a crash in the driver: the process that asks it cannot even start.
    vi.stubEnv('NODE_OPTIONS', '--require=/no/such/driver.cjs')
    expect(await webgpu.probe()).toEqual({
      usable: false,
      reason: 'The graphics driver failed a trial (it ended with code 1); updating it may help.',
    })
  })

  it('says what is missing where there is no adapter', async () => {
    vi.stubEnv('VK_ICD_FILENAMES', '/no/such/driver.json')
    vi.stubEnv('VK_DRIVER_FILES', '/no/such/driver.json')
    const offer = await webgpu.probe()
    expect(offer).toEqual({
      usable: false,
      reason: 'No graphics adapter was found; a GPU needs its Vulkan, Metal or Direct3D 12 driver.',
    })
  })
})
