import { expect, it } from 'vitest'
import { SwitchingLink } from './switching-link.ts'

const options = { context: {} }
const linkNamed = (name: string) => ({ call: async () => name })

it('lets calls wait for the first link', async () => {
  const link = new SwitchingLink()
  const answer = link.call(['about', 'get'], undefined, options)
  link.drop()
  link.use(linkNamed('first'))
  await expect(answer).resolves.toBe('first')
})

it('lets calls made while it is down wait for the next link', async () => {
  const link = new SwitchingLink()
  link.use(linkNamed('first'))
  link.drop()
  const answer = link.call(['about', 'get'], undefined, options)
  link.use(linkNamed('second'))
  await expect(answer).resolves.toBe('second')
})
