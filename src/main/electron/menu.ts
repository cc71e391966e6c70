import { app, Menu, type MenuItemConstructorOptions } from 'electron'

/** The app's menu: what each system expects, and nothing that leads elsewhere. */
export function setMenu(): void {
  const onMac: MenuItemConstructorOptions[] = process.platform === 'darwin' ? [{ role: 'appMenu' }] : []
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
    // For those who work on Guise itself; in an installed app there is nothing to debug.
    ...(app.isPackaged ? [] : ([{ role: 'reload' }, { role: 'toggleDevTools' }] as const)),
  ]
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...onMac,
      { role: 'fileMenu' },
      { role: 'editMenu' },
      { label: 'View', submenu: view },
      { role: 'windowMenu' },
    ]),
  )
}
