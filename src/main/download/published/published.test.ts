import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { TestFolder } from '../../../../test/corpus/networks/tiny.ts'
import { dataPath, hasData } from '../../../../test/data.ts'
import { parseCard } from '../../network/card-file.ts'
import { architectureNames, readArchitecture } from '../../network/catalogue.ts'
import { readCaffe } from '../../network/format/caffe.ts'
import { addressOf, fileName } from '../published.ts'
import { publishedDatasets } from './datasets.ts'
import { publishedNetworks } from './networks.ts'

const lengths = { sha256: 64, sha1: 40, md5: 32 }

it.each(publishedDatasets.map((one) => [one.name, one] as const))(
  '%s has addresses, sizes and hashes that can be',
  (name, { files, unpackedBytes = 0 }) => {
    expect(name).toMatch(/^[a-z0-9-]+$/)
    expect(new Set(files.map(fileName)).size).toBe(files.length)
    for (const { address, bytes = 0, hash } of files) {
      expect(new URL(address).protocol).toBe('https:')
      expect(bytes).toBeGreaterThan(0)
      if (hash) expect(hash.value).toMatch(new RegExp(`^[0-9a-f]{${lengths[hash.algorithm]}}$`))
    }
    expect(unpackedBytes).toBeGreaterThanOrEqual(files.reduce((sum, { bytes = 0 }) => sum + bytes, 0))
  },
)

it.each(publishedNetworks.map((one) => [one.name, one] as const))(
  '%s has addresses, hashes and a card that can be',
  (name, { files, extra, labels, licence }) => {
    expect(name).toMatch(/^[a-z0-9.-]+$/)
    expect(new Set(files.map(fileName)).size).toBe(files.length)
    for (const { address, hash } of files) {
      expect(new URL(address).protocol).toMatch(/^https?:$/)
      if (hash) expect(hash.value).toMatch(new RegExp(`^[0-9a-f]{${lengths[hash.algorithm]}}$`))
    }
    const card = parseCard(extra?.['card.json'] ?? '', 'card.json')
    expect(card).toMatchObject({ licence, channelOrder: 'BGR', resizeTo: 256 })
    const hasMeanImage = files.some(
      ({ address, only }) => only?.includes('imagenet_mean.binaryproto') || /VGG_mean|places/.test(address),
    )
    expect(card.mean === 'image').toBe(hasMeanImage)
    expect(labels).toBeTruthy()
  },
)

it('has the hashes of the Caffe zoo as its pages give them', () => {
  const hashOf = (name: string): unknown =>
    publishedNetworks
      .find((one) => one.name === name)
      ?.files.find(({ address }) => /caffemodel$/.test(address))?.hash
  // models/*/readme.md of BVLC/caffe.
  expect(['caffenet', 'alexnet', 'googlenet', 'flickr-style'].map(hashOf)).toEqual(
    [
      '4c8d77deb20ea792f84eb5e6d0a11ca0a8660a46',
      '9116a64c0fbe4459d18f4bb6b56d647b63920377',
      '405fc5acd08a3bb12de8ee5e23a96bec22f08204',
      '443ad95a61fb0b5cd3cee55951bcc1f299186b5e',
    ].map((value) => ({ algorithm: 'sha1', value })),
  )
})

it.each(publishedNetworks.map((one) => [one.name, one] as const))(
  '%s is prepared as its architecture',
  (name, { title, description, extra }) => {
    expect(architectureNames()).toContain(name)
    const { card } = readArchitecture(name)
    const { mean, channelOrder, scale, fit, resizeTo, ...rest } = parseCard(
      extra?.['card.json'] ?? '',
      'card.json',
    )
    expect(rest).toMatchObject({ title: card.title, description: card.description })
    expect([title, description]).toEqual([card.title, card.description])
    expect({ channelOrder, scale, fit, resizeTo }).toEqual({
      ...{ channelOrder: card.channelOrder, scale: card.scale, fit: card.fit, resizeTo: card.resizeTo },
    })
    if (mean !== 'image') expect(mean).toEqual(card.mean)
  },
)

describe.skipIf(!hasData)('SqueezeNet 1.0’s published files with the card put beside them', () => {
  it('are a network of the architecture’s graph and card', async () => {
    await using folder = await TestFolder.create()
    const { extra, licence, page } = publishedNetworks.find(({ name }) => name === 'squeezenet-1.0') ?? {}
    const card = await folder.write('card.json', extra?.['card.json'] ?? '')
    const published = join(dataPath('networks'), 'squeezenet_v1.0')
    const files = {
      prototxt: join(published, 'deploy.prototxt'),
      caffemodel: join(published, 'squeezenet_v1.0.caffemodel'),
    }
    const network = await readCaffe({ ...files, card })
    const architecture = readArchitecture('squeezenet-1.0')
    expect(network.graph).toEqual(architecture.graph)
    expect(network.card).toEqual({ ...architecture.card, licence, source: page })
  })
})

it('has no name twice', () => {
  expect(new Set(publishedDatasets.map(({ name }) => name)).size).toBe(publishedDatasets.length)
})

it('looks for a file under a mirror by its name', () => {
  const file = { address: 'https://publisher.example/a/b/one%20two.tgz?x=1' }
  expect(fileName(file)).toBe('one two.tgz')
  expect(addressOf(file, null)).toBe(file.address)
  for (const mirror of ['http://mirror.example/data', 'http://mirror.example/data/']) {
    expect(addressOf(file, mirror)).toBe('http://mirror.example/data/one%20two.tgz')
  }
})
