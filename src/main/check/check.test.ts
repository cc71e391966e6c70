import { describe, expect, it } from 'vitest'
import { type PixelDataset, pixelDataset } from '../../../test/fakes/pixel-dataset.ts'
import { temporaryFolder } from '../../../test/temporary.ts'
import { tinyNetwork } from '../../../test/tiny-network.ts'
import type { Dataset } from '../dataset/dataset.ts'
import { KeptFeatures, type RunningNetwork } from '../feature/kept-features.ts'
import { checkNetwork } from './check-network.ts'
import { matchedClasses } from './match.ts'
import { chosenMembers } from './members.ts'
import { Score } from './score.ts'

const named = (...keys: string[]) => keys.map((key) => ({ key, name: key }))

describe('Score', () => {
  it('counts by hand', () => {
    // The dataset's cat and dog are the network's 2 and 0; it has no yak.
    const score = new Score(named('cat', 'dog', 'yak'), Int32Array.of(2, 0, -1))
    expect(score.share).toBeUndefined()
    score.add(0, 0, [2, 0, 1, -1, -1])
    score.add(1, 0, [1, 2, 0, -1, -1])
    score.add(2, 0, [1, 0, -1, -1, -1])
    score.add(3, 1, [0, 1, 2, -1, -1])
    score.add(4, 2, [2, 1, 0, -1, -1])
    score.add(5, -1, [2, 1, 0, -1, -1])
    expect(score.share).toBe(0.5)
    const { perClass, confusion, ...shares } = score.summary(['Dog', 'Cow', 'Cat'])
    expect(shares).toEqual({ scored: 4, unscored: 2, top1: 0.5, top5: 0.75 })
    expect(
      perClass.map(({ name, networkLabel, images, top1, top5 }) => [name, networkLabel, images, top1, top5]),
    ).toEqual([
      ['cat', 'Cat', 3, 1 / 3, 2 / 3],
      ['dog', 'Dog', 1, 1, 1],
      ['yak', null, 1, null, null],
    ])
    expect(confusion).toEqual([
      { label: 0, predicted: 1, count: 2, examples: [1, 2] },
      { label: 0, predicted: 2, count: 1, examples: [0] },
      { label: 1, predicted: 0, count: 1, examples: [3] },
      { label: 2, predicted: 2, count: 1, examples: [4] },
    ])
  })
})

describe('matchedClasses', () => {
  const match = (
    classes: ReturnType<typeof named>,
    labels: string[],
    ids: string[] = [],
    count = labels.length,
  ) => {
    const { classes: found, by, notes } = matchedClasses(classes, { labels, ids }, count)
    return { found: [...found], by, notes }
  }

  it('goes by identifier, by name, by number, and else by the order of as many classes', () => {
    const [labels, ids] = [
      ['tench', 'goldfish'],
      ['n01440764', 'n01443537'],
    ]
    expect(match(named('n01443537'), labels, ids)).toEqual({ found: [1], by: 'id', notes: [] })
    expect(match(named('goldfish', 'tench'), labels)).toEqual({ found: [1, 0], by: 'name', notes: [] })
    expect(match(named('1', '0'), [], [], 4)).toEqual({ found: [1, 0], by: 'number', notes: [] })
    expect(match(named('cat', 'dog'), [], [], 2)).toMatchObject({ found: [0, 1], by: 'number' })
    expect(match(named('cat', 'dog'), [], [], 3)).toEqual({ found: [-1, -1], by: 'none', notes: [] })
  })

  it('says which classes the network has not', () => {
    const { found, notes } = match(named('tench', 'yak'), ['tench', 'goldfish'])
    expect(found).toEqual([0, -1])
    expect(notes).toEqual(['The network has no class for yak: their images count for nothing.'])
  })
})

describe('chosenMembers', () => {
  const dataset = { count: 6, splits: ['train', 'val'], splitOf: Int32Array.of(0, 1, 1, -1, 1, 1) }

  it('are those of the splits, and at most so many, spread evenly', () => {
    expect(chosenMembers(dataset, { splits: null, limit: null })).toEqual([0, 1, 2, 3, 4, 5])
    expect(chosenMembers(dataset, { splits: ['val'], limit: null })).toEqual([1, 2, 4, 5])
    expect(chosenMembers(dataset, { splits: ['val'], limit: 2 })).toEqual([1, 4])
    expect(chosenMembers(dataset, { splits: null, limit: 3 })).toEqual([0, 2, 4])
  })
})

/** A network of six classes that calls every image a 1, or a 0 where its first pixel is dark. */
function network(): RunningNetwork & { calls: number } {
  const data = tinyNetwork()
  const running = {
    ...{ id: 'tiny', hash: 'hash', calls: 0 },
    network: {
      data,
      blobs: [{ name: data.card.output ?? '', type: 'Softmax', shape: [6], units: 6 }],
      represent: async (images: readonly Float32Array[], blobs: readonly string[]) => {
        running.calls += images.length
        const scores = images.map(([first = 0]) =>
          Float32Array.of(first < 128 ? 0.6 : 0.2, 0.3, 0.2, 0.1, 0, 0),
        )
        return new Map(blobs.map((blob) => [blob, scores]))
      },
    },
  }
  return running
}

function asDataset(pixels: PixelDataset): Dataset {
  return {
    ...pixels,
    ...{ id: 'noise', name: 'Noise', classes: named('0', '1'), splits: [] },
    splitOf: new Int32Array(pixels.count).fill(-1),
    decode: () => Promise.reject(new Error('It is decoded by threads.')),
    pixels: async (index) => pixels.pixels(index),
    close: async () => undefined,
  }
}

describe('checkNetwork', () => {
  it('checks what can be read, keeps its predictions and does not make them again', async () => {
    const images = pixelDataset(20, 24, [3])
    const [dataset, running, kept] = [asDataset(images), network(), new KeptFeatures(temporaryFolder())]
    const request = { dataset, running, kept, splits: null, limit: null }
    const progress: number[] = []
    const first = await checkNetwork(request, { threads: 1, onProgress: (done) => progress.push(done) })
    const right = Array.from({ length: 20 }, (_, i) => i).filter((i) => {
      const [pixel = 0] = images.pixels(i)
      return i !== 3 && (pixel < 128 ? 0 : 1) === i % 2
    })
    expect(first).toMatchObject({
      checked: 20,
      scored: 19,
      undecodable: 1,
      evaluated: 19,
      top1: right.length / 19,
    })
    expect(first.top5).toBe(1)
    expect(first.undecodableImages).toEqual([
      { index: 3, path: '3.png', reason: 'The image 3.png is damaged.' },
    ])
    expect(progress).toEqual([0, 16, 20])

    const again = await checkNetwork({ ...request, kept: new KeptFeatures(kept.folder) })
    expect(again).toEqual({ ...first, evaluated: 0, imagesPerSecond: null, seconds: again.seconds })
    expect(running.calls).toBe(19)
    // Another choice of the same images needs no evaluation either.
    expect(await checkNetwork({ ...request, limit: 5 })).toMatchObject({ checked: 5, evaluated: 0 })
  })

  it('stops where it is told to, and checks a few', async () => {
    const [dataset, running] = [asDataset(pixelDataset(40, 24)), network()]
    const request = { dataset, running, kept: new KeptFeatures(temporaryFolder()), splits: null }
    const stop = new AbortController()
    const onProgress = (done: number): void => void (done >= 16 && stop.abort())
    const checking = checkNetwork(
      { ...request, limit: null },
      { signal: stop.signal, onProgress, threads: 1 },
    )
    await expect(checking).rejects.toThrow('aborted')
    expect(running.calls).toBe(16)
    expect(await checkNetwork({ ...request, limit: 4 }, { threads: 1 })).toMatchObject({
      evaluated: 4,
      images: 40,
    })
  })
})
