/** Seconds by the clock, and of processor time over all threads, that something takes. */
export async function timed(
  body: () => Promise<unknown>,
): Promise<{ seconds: number; processorSeconds: number }> {
  const processor = process.cpuUsage()
  const start = performance.now()
  await body()
  const seconds = (performance.now() - start) / 1000
  const { user, system } = process.cpuUsage(processor)
  return { seconds, processorSeconds: (user + system) / 1e6 }
}
