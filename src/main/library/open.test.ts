import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../../../test/temporary.ts'
import { fitImage } from '../dataset/fit.ts'
import { writeFiles } from '../dataset/source/fixtures.ts'
import { render } from '../dataset/synthetic/render.ts'
import { Workspace } from '../workspace/workspace.ts'
import { addDataset } from './add.ts'
import { indexDataset } from './index-dataset.ts'
import { openDataset } from './open.ts'

const open = async (path: string) => {
  const workspace = new Workspace(temporaryFolder())
  const { id } = await addDataset(workspace, { path })
  await indexDataset(workspace, id)
  const dataset = await openDataset(workspace, id)
  onTestFinished(async () => {
    await dataset.close()
    workspace.close()
  })
  return { workspace, dataset }
}

describe('openDataset', () => {
  it('gives images as a network takes them, with their labels and splits', async () => {
    const { dataset } = await open('synthetic:?images=5&size=20&seed=3')
    expect(dataset.count).toBe(40)
    expect(dataset.classes[1]).toEqual({ key: 'disc', name: 'disc' })
    expect([...dataset.labels.subarray(4, 11)]).toEqual([0, 1, 1, 1, 1, 1, 2])
    expect([dataset.splits, ...dataset.splitOf.subarray(3, 6)]).toEqual([['train', 'val'], 0, 1, 0])
    expect(dataset.entry(9)).toEqual({ index: 9, path: 'disc/4', label: 1, split: 'val', unreadable: null })
    const card = { title: 't', inputSize: [8, 8], fit: 'squash', channelOrder: 'RGB' } as const
    const { pixels } = render('disc', 3, 4, 20)
    const image = { width: 20, height: 20, pixels, notes: [], grey: false }
    expect(await dataset.pixels(9, card)).toEqual(fitImage(image, card))
    for (const index of [-1, 40, 0.5]) expect(() => dataset.entry(index)).toThrow(RangeError)
  })

  it('remembers what cannot be decoded, and not what is only away', async () => {
    const whole = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
      .png()
      .toBuffer()
    const folder = writeFiles(temporaryFolder(), { 'a.png': whole, 'b.png': whole })
    const { dataset } = await open(folder)
    writeFileSync(join(folder, 'a.png'), whole.subarray(0, 60))
    rmSync(join(folder, 'b.png'))
    await expect(dataset.decode(0)).rejects.toThrow('The image a.png is damaged or cut short')
    await expect(dataset.decode(1)).rejects.toThrow('there is no such file')
    expect([0, 1].map((index) => dataset.entry(index).unreadable)).toEqual([
      expect.stringContaining('damaged'),
      null,
    ])
    await expect(dataset.item(0)).rejects.toThrow('The image a.png cannot be read')
  })

  it('says what there is where a dataset is not', async () => {
    const { workspace } = await open('synthetic:?images=1&size=16')
    await expect(openDataset(workspace, 'none')).rejects.toThrow(
      'There is no dataset “none”: there are shapes-and-textures.',
    )
    const added = await addDataset(workspace, { path: 'synthetic:?images=2&size=16', name: 'second' })
    await expect(openDataset(workspace, added.id)).rejects.toThrow('has not been indexed to its end')
  })
})
