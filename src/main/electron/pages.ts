import { ipcMain, MessageChannelMain, type WebContents, webContents } from 'electron'
import { channels } from '../../contract/preload.ts'
import type { EngineSupervisor } from '../host/supervisor.ts'
import type { UtilityEngine } from './engine.ts'
import { isOurs } from './origin.ts'

/** Gives each page that asks a port to the engine, as soon as one is ready, and tells all when it is lost. */
export function connectPages(supervisor: EngineSupervisor<UtilityEngine>): void {
  const waiting = new Set<WebContents>()
  ipcMain.on(channels.connect, (event) => {
    const page = event.sender
    if (!isOurs(event.senderFrame?.url ?? '') || waiting.has(page)) return
    waiting.add(page)
    void supervisor.ready().then((engine) => {
      waiting.delete(page)
      if (page.isDestroyed()) return
      const { port1, port2 } = new MessageChannelMain()
      engine.connect(port1)
      page.postMessage(channels.port, null, [port2])
    })
  })
  supervisor.on('lost', () => {
    for (const page of webContents.getAllWebContents()) page.send(channels.engineLost)
  })
}
