import { BrowserWindow, dialog, type IpcMainInvokeEvent, ipcMain, type OpenDialogOptions } from 'electron'
import { channels } from '../../contract/preload.ts'
import { isOurs } from './origin.ts'

/** Shows the dialog over the page's window; undefined where the user chooses nothing, or it was not our page that asked. */
async function choose(event: IpcMainInvokeEvent, options: OpenDialogOptions): Promise<string[] | undefined> {
  const window = BrowserWindow.fromWebContents(event.sender)
  if (window === null || !isOurs(event.senderFrame?.url ?? '')) return undefined
  const { canceled, filePaths } = await dialog.showOpenDialog(window, options)
  return canceled ? undefined : filePaths
}

/** Answers the preload script's dialogs. `allow` hears of each folder that may be exported to. */
export function answerDialogs(allow: (directory: string) => void): void {
  ipcMain.handle(channels.chooseDirectory, async (event) => {
    const properties = ['openDirectory', 'createDirectory'] as const
    const chosen = await choose(event, { title: 'Export to', properties: [...properties] })
    const directory = chosen?.[0]
    if (directory !== undefined) allow(directory)
    return directory ?? null
  })
  ipcMain.handle(channels.chooseNetworkFiles, async (event) => {
    const chosen = await choose(event, {
      title: 'Open a network',
      properties: ['openFile', 'multiSelections'],
      filters: [
        {
          name: 'Networks',
          extensions: [
            'prototxt',
            'caffemodel',
            'binaryproto',
            'json',
            'onnx',
            'keras',
            'h5',
            'hdf5',
            'safetensors',
          ],
        },
        { name: 'All files', extensions: ['*'] },
      ],
    })
    return chosen ?? null
  })
  ipcMain.handle(channels.chooseNetworkFolder, async (event) => {
    const chosen = await choose(event, { title: 'Open a network’s folder', properties: ['openDirectory'] })
    return chosen?.[0] ?? null
  })
  ipcMain.handle(channels.chooseDatasetFolder, async (event) => {
    const chosen = await choose(event, { title: 'Add a folder of images', properties: ['openDirectory'] })
    return chosen?.[0] ?? null
  })
  ipcMain.handle(channels.chooseDatasetFile, async (event) => {
    const chosen = await choose(event, { title: 'Add a file of images', properties: ['openFile'] })
    return chosen?.[0] ?? null
  })
}
