import type { Page } from 'playwright'

/**
 * A function that tells the milliseconds which all threads of all the browser's processes have computed so far, what
 * draws the pixels included, whatever else the machine does.
 */
export async function browserTime(page: Page): Promise<() => Promise<number>> {
  const devtools = await page.context().browser()?.newBrowserCDPSession()
  return async () => {
    const answer = await devtools?.send('SystemInfo.getProcessInfo')
    const seconds = answer?.processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0)
    return 1000 * (seconds ?? Number.NaN)
  }
}
