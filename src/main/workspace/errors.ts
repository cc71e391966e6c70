/**
 * Why a workspace cannot be used: `newer` (made by a later Guise), `damaged` (not readable as a database), `foreign`
 * (somebody else's database), `full` (no space left), `unwritable`, or `busy`.
 */
export type WorkspaceTrouble = 'newer' | 'damaged' | 'foreign' | 'full' | 'unwritable' | 'busy'

/** Something the disk or the database would not do. The message is one sentence naming the folder. */
export class WorkspaceError extends Error {
  override readonly name = 'WorkspaceError'
  readonly trouble: WorkspaceTrouble

  constructor(trouble: WorkspaceTrouble, message: string, options?: ErrorOptions) {
    super(message, options)
    this.trouble = trouble
  }
}

/** SQLite's primary result codes, and the operating system's, that mean something to a user. */
const sqliteTroubles = new Map<number, WorkspaceTrouble>([
  // "SQL logic error": the statements are ours and tested, so it is the tables or the JSON in them that are not as they were.
  [1, 'damaged'],
  [5, 'busy'],
  [8, 'unwritable'],
  [10, 'damaged'],
  [11, 'damaged'],
  [13, 'full'],
  [14, 'unwritable'],
  [26, 'damaged'],
])
const systemTroubles = new Map<string, WorkspaceTrouble>([
  ['ENOSPC', 'full'],
  ['EDQUOT', 'full'],
  ['EACCES', 'unwritable'],
  ['EPERM', 'unwritable'],
  ['EROFS', 'unwritable'],
  ['EEXIST', 'unwritable'],
  ['ENOTDIR', 'unwritable'],
])

const sentence = (trouble: WorkspaceTrouble, folder: string): string => {
  switch (trouble) {
    case 'full':
      return `The disk that holds the workspace ${folder} is full: nothing that was stored is lost, but this could not be added. Free some space and try again.`
    case 'unwritable':
      return `The workspace ${folder} cannot be written to: check its permissions, or choose another folder with --workspace.`
    case 'busy':
      return `The workspace ${folder} is being written to by another program for longer than expected: close it, or try again.`
    case 'damaged':
      return `The workspace ${folder} has a damaged database (guise.db): restore it from a backup, choose another folder with --workspace, or set the database aside and start a new one (guise serve --set-aside).`
    case 'foreign':
      return `The file guise.db in ${folder} is not a Guise workspace: choose another folder with --workspace.`
    case 'newer':
      return `The workspace ${folder} was made by a newer version of Guise: use that version, or choose another folder with --workspace.`
  }
}

/** The error for `trouble` in the workspace `folder`. */
export const workspaceError = (trouble: WorkspaceTrouble, folder: string, cause?: unknown): WorkspaceError =>
  new WorkspaceError(trouble, sentence(trouble, folder), { cause })

const troubleOf = (error: unknown): WorkspaceTrouble | undefined => {
  if (!(error instanceof Error)) return undefined
  if ('errcode' in error && typeof error.errcode === 'number') return sqliteTroubles.get(error.errcode & 0xff)
  if ('code' in error && typeof error.code === 'string') return systemTroubles.get(error.code)
  return undefined
}

/** Runs `action`, turning what SQLite and the file system say into a WorkspaceError where it is one of ours. */
export const explaining = <T>(folder: string, action: () => T): T => {
  try {
    return action()
  } catch (error) {
    const trouble = troubleOf(error)
    throw trouble === undefined ? error : workspaceError(trouble, folder, error)
  }
}
