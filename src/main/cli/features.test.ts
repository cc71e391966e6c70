import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../../test/temporary.ts'
import { tinyNetwork } from '../../../test/tiny-network.ts'
import { writeGuise } from '../network/format/guise.ts'
import { ran } from './fixtures.ts'

describe('guise features and guise neighbours', () => {
  it('keep representations once, and find an image by its likeness', async () => {
    const folder = temporaryFolder()
    const workspace = ['--workspace', join(folder, 'workspace')]
    const network = join(folder, 'tiny')
    await writeGuise(network, tinyNetwork())
    await ran('dataset', 'add', 'synthetic:?images=3&size=24', '--name', 'shapes', ...workspace, '-q')
    const common = ['-d', 'shapes', '-n', network, ...workspace]

    const early = await ran('neighbours', ...common, '-l', 'fc6', '-i', 'sample:march-pastoral')
    expect([early.code, early.err]).toEqual([
      1,
      `guise: The representations of shapes at fc6 are not all kept yet: "guise features --dataset shapes --network ${network} --layer fc6" keeps them.\n`,
    ])
    const kept = await ran('features', ...common, '-l', 'fc6', 'pool1:mean', '--json')
    expect(kept.code, kept.err).toBe(0)
    expect(JSON.parse(kept.out)).toMatchObject({
      ...{ dataset: 'shapes', evaluated: 24, unreadable: 0 },
      matrices: [
        { layer: 'fc6', width: 32, rows: 24, precision: 'float32' },
        { layer: 'pool1:mean', width: 8, rows: 24, precision: 'float32' },
      ],
    })
    const again = await ran('features', ...common, '-l', 'fc6', '-q')
    expect(again.out).toContain('0 images evaluated')

    const grey = join(folder, 'grey.png')
    await sharp({ create: { width: 24, height: 24, channels: 3, background: '#888' } })
      .png()
      .toFile(grey)
    const asked = [...common, '-l', 'fc6', '-i', grey, '-k', '4']
    const found = JSON.parse((await ran('neighbours', ...asked, '--metric', 'cosine', '--json')).out)
    expect(found).toMatchObject([{ image: grey }])
    expect(found[0].neighbours).toHaveLength(4)
    const [{ class: nearest }] = found[0].neighbours
    // Of two dozen images an index misses none.
    const approximate = ['--metric', 'cosine', '--approximate']
    expect(JSON.parse((await ran('neighbours', ...asked, ...approximate, '--json')).out)).toEqual([
      { ...found[0], recall: 1 },
    ])
    const told = await ran('neighbours', ...asked, ...approximate)
    expect(told.out).toContain('(approximate: 100 % of the true ten nearest are found)')
    const within = await ran('neighbours', ...asked, '--within', `class=${nearest}`)
    expect(within.out.match(new RegExp(`^\\d +[\\d.]+ +${nearest} `, 'gm'))).toHaveLength(3)
  })

  it('say what is wrong', async () => {
    const workspace = ['--workspace', temporaryFolder()]
    await ran('dataset', 'add', 'synthetic:?images=1&size=24', '--name', 'shapes', ...workspace, '-q')
    const common = ['-n', 'guisenet', '-l', 'fc7', ...workspace]
    const image = ['-i', 'sample:march-pastoral']
    const said = async (...args: string[]) => {
      const { code, err } = await ran(...args)
      return [code, err]
    }
    expect(await said('features', '-d', 'none', ...common)).toEqual([
      2,
      'guise: There is no dataset "none": there are shapes.\n',
    ])
    expect((await said('neighbours', '-d', 'shape', ...common, ...image))[1]).toMatch(
      /Did you mean "shapes"\?\n$/,
    )
    for (const command of [['features'], ['neighbours', ...image]]) {
      const [code, err] = await said(...command, '-d', 'shapes', ...common, '-l', 'fc77')
      expect(err).toMatch(/has no layer "fc77"; its layers are conv1, .*prob\. Did you mean "fc7"\?\n$/)
      expect(code).toBe(2)
    }
    expect(await said('neighbours', '-d', 'shapes', ...common, ...image, '--within', 'split=x')).toEqual([
      2,
      'guise: There is no split "x"; there are train.\n',
    ])
    expect((await said('neighbours', '-d', 'shapes', ...common, ...image, '-k', '0'))[0]).toBe(2)
    const both = ['--approximate', '--within', 'split=train']
    expect(await said('neighbours', '-d', 'shapes', ...common, ...image, ...both)).toEqual([
      2,
      'guise: The approximate index is of the whole dataset: leave out --approximate or --within.\n',
    ])
  })
})
