import { contextBridge, ipcRenderer } from 'electron'
import { channels, type PreloadApi } from '../contract/preload.ts'

const api: PreloadApi = {
  platform: process.platform,
  connect: () => ipcRenderer.send(channels.connect),
  chooseDirectory: () => ipcRenderer.invoke(channels.chooseDirectory),
  chooseNetworkFiles: () => ipcRenderer.invoke(channels.chooseNetworkFiles),
  chooseNetworkFolder: () => ipcRenderer.invoke(channels.chooseNetworkFolder),
  chooseDatasetFolder: () => ipcRenderer.invoke(channels.chooseDatasetFolder),
  chooseDatasetFile: () => ipcRenderer.invoke(channels.chooseDatasetFile),
}

contextBridge.exposeInMainWorld('guise', api)

// A port cannot pass through the bridge; a window message carries it into the page's own world.
ipcRenderer.on(channels.port, ({ ports }) => {
  window.postMessage(channels.port, window.location.origin, ports)
})
ipcRenderer.on(channels.engineLost, () => {
  window.postMessage(channels.engineLost, window.location.origin)
})
