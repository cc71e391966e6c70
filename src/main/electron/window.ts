import { BrowserWindow, nativeTheme } from 'electron'
import { pageUrl } from './origin.ts'

/** Opens the app's window. The page runs in a sandbox, without Node and in a world apart from the script `preload`'s. */
export function openWindow(preload: string): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Guise',
    width: 1440,
    height: 900,
    minWidth: 960,
    minHeight: 640,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#18181c' : '#ffffff',
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
    },
  })
  window.once('ready-to-show', () => window.show())
  void window.loadURL(pageUrl)
  return window
}
