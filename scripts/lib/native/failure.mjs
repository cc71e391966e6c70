/** Why TensorFlow's library could not be put in place: one sentence that says what to do about it. */
export class NativeFailure extends Error {
  /**
   * @param {string} message
   * @param {{ cause?: unknown }} [options]
   */
  constructor(message, options) {
    super(message, options)
    this.name = 'NativeFailure'
  }
}

const retry = 'then run `npm run native`'

/** @param {string} platform @param {string} arch */
export function unsupportedPlatform(platform, arch) {
  return new NativeFailure(
    `TensorFlow's library cannot be had for ${platform} on ${arch}; WebGPU or WebAssembly runs the networks instead.`,
  )
}

/** @param {string} found */
export function noPython(found) {
  return new NativeFailure(
    `TensorFlow's library is fetched with Python 3 and pip, and ${found}: install them (on Debian and Ubuntu \`apt install python3 python3-pip\`), ${retry}.`,
  )
}

/** @param {string} found */
export function noCompiler(found) {
  return new NativeFailure(
    `TensorFlow's library needs a C++17 compiler, and ${found}: install g++ (on Debian and Ubuntu \`apt install g++\`), ${retry}.`,
  )
}

/** @param {string} project @param {string} reason */
export function noDownload(project, reason) {
  return new NativeFailure(
    `pip could not download ${project} (${reason}): check the network, proxy and pip's index, ${retry}.`,
  )
}

/** @param {string} project @param {string} found @param {string} expected */
export function wrongHash(project, found, expected) {
  return new NativeFailure(
    `The ${project} that pip delivered has SHA-256 ${found} instead of ${expected} and was thrown away: make sure that pip's index is PyPI or a true mirror of it, ${retry}.`,
  )
}

/** @param {string} folder @param {number} megabytes @param {unknown} [cause] */
export function diskFull(folder, megabytes, cause) {
  return new NativeFailure(
    `The disk of ${folder} is too full for TensorFlow's library, which takes ${megabytes} MB to install: make room or set GUISE_CACHE to a folder on another disk, ${retry}.`,
    { cause },
  )
}

/** @param {string} folder @param {string} reason @param {unknown} [cause] */
export function notWritable(folder, reason, cause) {
  return new NativeFailure(
    `TensorFlow's library could not be written to ${folder} (${reason}): make the folder writable or set GUISE_CACHE to another one, ${retry}.`,
    { cause },
  )
}

/** @param {string} reason */
export function doesNotLoad(reason) {
  return new NativeFailure(
    `TensorFlow's library was installed but does not run on this machine (${reason}); it needs a processor with AVX and glibc 2.17 or newer, and other backends run without it.`,
  )
}

export function noDriver() {
  return new NativeFailure(
    'No NVIDIA driver was found, which TensorFlow needs for CUDA: install it and run `npm run native -- --cuda` again, or add `--force` to install the library all the same.',
  )
}

/** @param {unknown} cause */
export function unforeseen(cause) {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new NativeFailure(
    `TensorFlow's library could not be put in place (${reason}): when that is mended, run \`npm run native\`.`,
    { cause },
  )
}

/** @param {string} output of a program that ran out of disk, or did not */
export function meansDiskFull(output) {
  return /No space left on device|Disk quota exceeded|\[Errno (28|122)\]/.test(output)
}

/**
 * The sentence for an error of the file system; whatever else it is given comes back as it was.
 *
 * @param {unknown} error
 * @param {string} folder
 * @param {number} megabytes
 * @returns {unknown}
 */
export function explainFileError(error, folder, megabytes) {
  if (!(error instanceof Error) || !('code' in error) || error instanceof NativeFailure) return error
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT') return diskFull(folder, megabytes, error)
  const { code } = error
  if (typeof code === 'string' && ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(code))
    return notWritable(folder, code, error)
  return error
}

/** @param {string} output @returns {string} its last line that says something */
export function lastLine(output) {
  const lines = output.split('\n').map((line) => line.trim())
  return (
    lines.findLast((line) => line !== '' && !line.startsWith('WARNING'))?.replace(/[.:]+$/, '') ??
    'it said nothing'
  )
}
