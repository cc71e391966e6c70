import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../../../../test/temporary.ts'
import { Workspace } from '../../workspace/workspace.ts'
import { thumbnailRoute } from './thumbnail.ts'

const setUp = () => {
  const workspace = new Workspace(temporaryFolder())
  onTestFinished(() => workspace.close())
  const sizeOf = async (file: Buffer, size: string) => {
    const answer = await thumbnailRoute(workspace, workspace.blobs.put(file), size)
    const { width, height } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata()
    return [width, height]
  }
  return { workspace, sizeOf }
}

const wide = sharp({ create: { width: 400, height: 100, channels: 3, background: '#08f' } })

describe('a thumbnail', () => {
  it('is at most that large, never enlarged, and upright', async () => {
    const { sizeOf } = setUp()
    expect(await sizeOf(await wide.clone().png().toBuffer(), '256')).toEqual([256, 64])
    expect(await sizeOf(await wide.clone().png().toBuffer(), '1024')).toEqual([400, 100])
    const turned = await wide.clone().withMetadata({ orientation: 6 }).jpeg().toBuffer()
    expect(await sizeOf(turned, '256')).toEqual([64, 256])
    expect(await sizeOf(await wide.clone().tiff().toBuffer(), '64')).toEqual([64, 16])
  })

  it('is made from what is stored, even where it cannot be kept', async () => {
    const { workspace, sizeOf } = setUp()
    // A file in the folder's place.
    writeFileSync(join(workspace.folder, 'thumbnails'), '')
    const file = await wide.clone().png().toBuffer()
    expect(await sizeOf(file, '64')).toEqual([64, 16])
    rmSync(join(workspace.folder, 'thumbnails'))
    await sizeOf(file, '64')
    expect(readdirSync(join(workspace.folder, 'thumbnails', '64'))).toHaveLength(1)
  })

  it('of what is no image is refused with a sentence', async () => {
    const { workspace } = setUp()
    const answer = await thumbnailRoute(workspace, workspace.blobs.put(Buffer.from('text')), '64')
    expect(answer.status).toBe(415)
  })
})
