import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { chromiumFolder } from './chromium.ts'

/** glibc's flag that keeps a library loaded although Node finds no module in it and closes it. */
const keepLoaded = 0x1000

/**
 * Gives this process (and its children) Chromium's software Vulkan driver, so that WebGPU can be tested without a
 * GPU, slowly. Call it before anything asks for an adapter. False where the driver does not run: not Linux on x64.
 */
export async function useSwiftShader(): Promise<boolean> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return false
  const folder = await chromiumFolder()
  const loader = join(folder, 'libvulkan.so.1')
  if (!existsSync(loader)) return false
  process.env.VK_ICD_FILENAMES = join(folder, 'vk_swiftshader_icd.json')
  process.env.LD_LIBRARY_PATH = [folder, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':')
  try {
    // The search path above is read when a process starts: children see it, this one needs the loader by its path.
    process.dlopen({ exports: {} }, loader, constants.dlopen.RTLD_LAZY | keepLoaded)
  } catch {
    // "Module did not self-register" is expected; the library stays loaded all the same.
  }
  return true
}
