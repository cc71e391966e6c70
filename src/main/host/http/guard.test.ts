import { mkdtempSync, rmSync } from 'node:fs'
import { connect as tcpConnect } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { type Asking, bearer, startAsking } from '../../../../test/fakes/asking.ts'
import type { Served } from '../../serve.ts'

const folder = mkdtempSync(join(tmpdir(), 'guise-test-'))
let served: Served
let key: string
let ask: Asking['ask']

beforeAll(async () => {
  const asking = await startAsking(folder)
  ;({ served, key, ask } = asking)
})
afterAll(async () => {
  await served.close()
  rmSync(folder, { recursive: true, force: true })
})

const cookie = (): { Cookie: string } => ({ Cookie: `guise-${served.port}=the-right-token` })
const ours = (): { Origin: string } => ({ Origin: `http://127.0.0.1:${served.port}` })

/** The status a WebSocket's opening is answered with; 101 if it opens. */
const openSocket = (path: string, headers: Record<string, string>) =>
  new Promise<number>((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${served.port}${path}`, { headers })
    socket.on('open', () => {
      socket.close()
      resolve(101)
    })
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0))
    socket.on('error', () => undefined)
  })

describe('who is let in', () => {
  it('is nobody without the token, wherever they knock', async () => {
    for (const path of [
      '/',
      '/index.html',
      '/assets/app.js',
      '/status',
      `/blob/${key}`,
      `/export/${key}.zip`,
    ]) {
      const answer = await ask(path)
      expect(answer.status, path).toBe(401)
      expect(JSON.parse(String(answer.body)).message).toMatch(/^Open the address that was printed/)
    }
    expect((await ask('/upload?name=a', ours(), 'POST')).status).toBe(401)
    expect((await ask('/?token=wrong')).status).toBe(401)
    expect((await ask('/status', { Cookie: `guise-${served.port}=the-right-toke` })).status).toBe(401)
    expect((await ask('/status', { Authorization: 'Bearer the-right-token2' })).status).toBe(401)
    expect((await ask('/status', { Authorization: 'Basic the-right-token' })).status).toBe(401)
    expect(await openSocket('/rpc', ours())).toBe(401)
    expect(await openSocket('/rpc?token=the-right-token', ours())).toBe(401)
  })

  it('is whoever opens the start address, by a cookie no script can read', async () => {
    const start = await ask(new URL(served.url).pathname + new URL(served.url).search)
    expect(start.status).toBe(303)
    expect(start.headers.location).toBe('/')
    expect(start.headers['set-cookie']).toEqual([
      `guise-${served.port}=the-right-token; HttpOnly; SameSite=Lax; Path=/`,
    ])
    expect((await ask('/status', cookie())).status).toBe(200)
    expect((await ask('/status', bearer)).status).toBe(200)
    expect(await openSocket('/rpc', { ...cookie(), ...ours() })).toBe(101)
    expect(await openSocket('/rpc', bearer)).toBe(101)
  })

  it('is nobody under a name that is not this machine’s own: a rebound DNS name', async () => {
    for (const Host of [
      'evil.example',
      `evil.example:${served.port}`,
      '127.0.0.1',
      `127.0.0.1:${served.port + 1}`,
      '',
      `localhost.evil.example:${served.port}`,
    ]) {
      expect((await ask('/status', { ...bearer, Host })).status, Host).toBe(403)
      expect((await ask('/?token=the-right-token', { Host })).status, Host).toBe(403)
    }
    expect((await ask('/status', { ...bearer, Host: `localhost:${served.port}` })).status).toBe(200)
    expect(await openSocket('/rpc', { ...bearer, Host: `evil.example:${served.port}` })).toBe(403)
  })

  it('is no other site’s page, with or without the user’s cookie', async () => {
    for (const Origin of [
      'http://evil.example',
      'null',
      `http://127.0.0.1:${served.port + 1}`,
      `https://127.0.0.1:${served.port}`,
    ]) {
      expect((await ask('/status', { ...cookie(), Origin })).status, Origin).toBe(403)
      expect((await ask('/upload?name=a', { ...cookie(), Origin }, 'POST')).status, Origin).toBe(403)
      expect(await openSocket('/rpc', { ...cookie(), Origin }), Origin).toBe(403)
    }
    // A cookie alone, from a browser that says nothing of where it is.
    expect(await openSocket('/rpc', cookie())).toBe(403)
    expect((await ask('/upload?name=a', cookie(), 'POST')).status).toBe(403)
    for (const from of ['cross-site', 'same-site']) {
      const crossing = { 'Sec-Fetch-Site': from, 'Sec-Fetch-Mode': 'no-cors' }
      expect((await ask(`/blob/${key}`, { ...cookie(), ...crossing })).status, from).toBe(403)
    }
    const own = { 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Mode': 'no-cors' }
    expect((await ask('/status', { ...cookie(), ...own })).status).toBe(200)
  })

  it('is nobody from another machine', async () => {
    const others = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4')
    for (const { address } of others) {
      const reached = await new Promise<boolean>((resolve) => {
        const socket = tcpConnect({ host: address, port: served.port, timeout: 2000 })
        const end = (open: boolean) => () => {
          socket.destroy()
          resolve(open)
        }
        socket.on('connect', end(true)).on('error', end(false)).on('timeout', end(false))
      })
      expect(reached, address).toBe(false)
    }
    expect(new URL(served.url).hostname).toBe('127.0.0.1')
  })
})
