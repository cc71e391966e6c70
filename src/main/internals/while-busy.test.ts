import { join } from 'node:path'
import sharp from 'sharp'
import { expect, it, onTestFinished } from 'vitest'
import { connect } from '../../../test/fakes/client.ts'
import { temporaryFolder } from '../../../test/temporary.ts'
import { seeded, tinyNetwork } from '../../../test/tiny-network.ts'
import { writeGuise } from '../network/format/guise.ts'
import { serve } from '../serve.ts'
import { storeImage } from '../workspace/store-image.ts'
import { Workspace } from '../workspace/workspace.ts'

/** Stores a picture of random pixels. */
async function picture(workspace: Workspace, seed: number): Promise<string> {
  const random = seeded(seed)
  const pixels = Uint8Array.from({ length: 24 * 24 * 3 }, () => Math.floor(256 * random()))
  const png = await sharp(pixels, { raw: { width: 24, height: 24, channels: 3 } })
    .png()
    .toBuffer()
  return (await storeImage(workspace, png, `${seed}.png`)).hash
}

it('looks inside between the evaluations of a running job', async () => {
  const folder = temporaryFolder()
  const network = join(folder, 'tiny')
  await writeGuise(network, tinyNetwork())
  const workspace = new Workspace(join(folder, 'workspace'))
  const [source, guide] = [await picture(workspace, 1), await picture(workspace, 2)]
  workspace.close()
  const served = await serve({ workspace: workspace.folder })
  const { client, close } = connect(served)
  onTestFinished(async () => {
    close()
    await served.close()
  })
  await client.networks.open({ path: network })

  // Hours of work, that nothing but a cancel ends.
  const settings = { layer: 'fc6', delta: 10, solver: 'fast', maxEvaluations: 100_000 } as const
  const { id } = await client.jobs.start({ kind: 'pair', source, guide, network, ...settings })
  const events = await client.jobs.watch({ id })
  for await (const { job } of events) if (job.done > 0) break

  const { values, shape } = await client.internals.activations({
    network,
    layer: 'conv1',
    images: [source, guide],
  })
  expect(shape).toEqual([8, 10, 10])
  expect(values).toHaveLength(2)
  const { steps } = await client.internals.walk({ network, source, guide, adversaries: [source] })
  expect(steps.map(({ toSource }) => toSource)).toEqual(steps.map(() => [0]))
  const [job] = await client.jobs.list()
  expect(job?.state).toBe('running')
  await client.jobs.cancel({ id })
})
