/** What Electron's preload script offers the page as `window.guise`; in a browser there is none. */
export interface PreloadApi {
  /** Node's name of the system: 'linux', 'darwin', 'win32'. */
  readonly platform: string
  /** Asks for a port to the engine; it comes as a window message `guise:port` (docs/app.md). */
  connect(): void
  /** Lets the user choose a folder, which results may then be exported to; null if they choose none. */
  chooseDirectory(): Promise<string | null>
  /** Lets the user choose a network's files; null if they choose none. */
  chooseNetworkFiles(): Promise<string[] | null>
  /** Lets the user choose a folder that holds a network in our format; null if they choose none. */
  chooseNetworkFolder(): Promise<string | null>
  /** Lets the user choose a folder of images; null if they choose none. */
  chooseDatasetFolder(): Promise<string | null>
  /** Lets the user choose a table of images or a file that holds them; null if they choose none. */
  chooseDatasetFile(): Promise<string | null>
}

/** Messages between page, preload and main process. */
export const channels = {
  connect: 'guise:connect',
  port: 'guise:port',
  engineLost: 'guise:engine-lost',
  chooseDirectory: 'guise:choose-directory',
  chooseNetworkFiles: 'guise:choose-network-files',
  chooseNetworkFolder: 'guise:choose-network-folder',
  chooseDatasetFolder: 'guise:choose-dataset-folder',
  chooseDatasetFile: 'guise:choose-dataset-file',
} as const
