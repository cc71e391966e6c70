import sharp, { type Metadata } from 'sharp'
import { isSrgbJpeg } from './decode-jpeg.ts'
import { ImageFileError } from './errors.ts'
import { profileDescription } from './icc.ts'
import { isSrgb } from './icc-srgb.ts'

/** An image as pixels: 8-bit sRGB, upright, opaque, its first frame. */
export interface Pixels {
  readonly width: number
  readonly height: number
  /** RGB, height × width × 3. */
  readonly pixels: Uint8Array
}

/** The same, with what is to be said of it. */
export interface DecodedImage extends Pixels {
  /** What decoding did that a user may want to know ("rotated as its EXIF orientation says"). */
  readonly notes: readonly string[]
  /** The file holds a single channel; its three here are equal. */
  readonly grey: boolean
}

export interface DecodeOptions {
  /**
   * `convert` (the default) takes colours to sRGB by the file's ICC profile, as a viewer shows them; where that profile is sRGB, they are
   * taken as they are. `ignore` takes an RGB or grey file's numbers as they are, as OpenCV, PIL and so Caffe's and PyTorch's usual
   * loaders do.
   */
  readonly profile?: 'convert' | 'ignore'
}

/** Most pixels one image may have: 600 MB decoded. Larger headers are refused before anything is decoded. */
const MAX_PIXELS = 200_000_000

/** How a JPEG file begins: its start, and a marker. */
const JPEG = Buffer.of(0xff, 0xd8, 0xff)

const FORMATS: Readonly<Record<string, string>> = {
  jpeg: 'JPEG',
  png: 'PNG',
  webp: 'WebP',
  tiff: 'TIFF',
  gif: 'GIF',
  heif: 'AVIF',
}

/**
 * Decodes a JPEG, PNG, WebP, TIFF, GIF or AVIF file.
 * @param name what to call the file in notes' and errors' sentences
 * @throws {ImageFileError} where it is empty, of another kind, damaged, cut short or larger than 200 million pixels.
 */
export async function decodeImage(
  file: Buffer,
  name: string,
  options: DecodeOptions = {},
): Promise<DecodedImage> {
  if (file.length === 0) throw new ImageFileError(`The image ${name} is empty.`)
  const header = await readHeader(file, name)
  const ignoreIcc = options.profile === 'ignore' && header.space !== 'cmyk'
  const { data, info } = await upright(file, ignoreIcc || isSrgbAlready(file, header)).catch(
    (cause: unknown) => {
      throw new ImageFileError(`The image ${name} is damaged or cut short (${firstLine(cause)}).`, { cause })
    },
  )
  if (info.channels !== 3 && info.channels !== 4) {
    throw new ImageFileError(`The image ${name} has ${header.channels} channels; save it as RGB or grey.`)
  }
  const notes = headerNotes(header, ignoreIcc)
  const { pixels, transparent } = onWhite(data, info.channels)
  if (transparent) notes.push('laid on white where it is transparent')
  const grey = (header.channels ?? 3) <= 2
  return { width: info.width, height: info.height, pixels, notes, grey }
}

/**
 * The pixels alone, as `decodeImage` gives them and refusing what it does. A JPEG, of which nothing needs to be known
 * beforehand, is opened once rather than twice.
 */
export async function decodePixels(file: Buffer, name: string): Promise<Pixels> {
  if (!file.subarray(0, JPEG.length).equals(JPEG)) return decodeImage(file, name)
  const decoded = await upright(file, isSrgbJpeg(file)).catch(() => null)
  if (decoded?.info.channels !== 3) return decodeImage(file, name)
  const { data, info } = decoded
  return { width: info.width, height: info.height, pixels: onWhite(data, 3).pixels }
}

const upright = (file: Buffer, ignoreIcc: boolean) =>
  sharp(file, { autoOrient: true, failOn: 'error', ignoreIcc, limitInputPixels: MAX_PIXELS })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })

/** Whether the file's colours have a profile, and it is sRGB. Of a JPEG found as `decodePixels` finds it. */
function isSrgbAlready(file: Buffer, { format, space, icc }: Metadata): boolean {
  if (format === 'jpeg') return isSrgbJpeg(file)
  return (space === 'srgb' || space === 'rgb16') && icc !== undefined && isSrgb(icc)
}

/** What an image file's header says. */
export interface ImageHeader {
  /** Pixels, upright. */
  readonly width: number
  readonly height: number
  /** "JPEG", "PNG" and so on. */
  readonly format: string
}

/**
 * Reads an image file's header, decoding nothing.
 * @param file its path, or its content
 * @throws {ImageFileError} where `decodeImage` would refuse the file by its header
 */
export async function readImageHeader(file: Buffer | string, name: string): Promise<ImageHeader> {
  const { width, height, format, autoOrient } = await readHeader(file, name)
  return {
    width: autoOrient?.width ?? width,
    height: autoOrient?.height ?? height,
    format: FORMATS[format] ?? format,
  }
}

async function readHeader(file: Buffer | string, name: string): Promise<Metadata> {
  const header = await sharp(file, { limitInputPixels: false })
    .metadata()
    .catch((cause: unknown) => {
      const reason = /unsupported image format/.test(firstLine(cause))
        ? 'is not an image that Guise reads (JPEG, PNG, WebP, TIFF, GIF or AVIF)'
        : `is damaged or cut short (${firstLine(cause)})`
      throw new ImageFileError(`The image ${name} ${reason}.`, { cause })
    })
  if (!(header.format in FORMATS)) {
    throw new ImageFileError(
      `The image ${name} is ${header.format.toUpperCase()}; Guise reads JPEG, PNG, WebP, TIFF, GIF and AVIF.`,
    )
  }
  if (header.width * header.height > MAX_PIXELS) {
    throw new ImageFileError(
      `The image ${name} has ${header.width} × ${header.height} pixels, more than the 200 million that Guise takes; save a smaller copy and use that.`,
    )
  }
  if (header.depth !== 'uchar' && header.depth !== 'ushort') {
    throw new ImageFileError(
      `The image ${name} holds ${header.depth} numbers, whose white and black a file does not say; save it with 8 or 16 bits a channel.`,
    )
  }
  return header
}

function headerNotes(header: Metadata, ignoreIcc: boolean): string[] {
  const notes: string[] = []
  if ((header.orientation ?? 1) > 1) notes.push('rotated as its EXIF orientation says')
  if ((header.pages ?? 1) > 1) {
    notes.push(`the first of its ${header.pages} ${header.format === 'tiff' ? 'pages' : 'frames'} taken`)
  }
  if (header.depth === 'ushort') notes.push('reduced from 16 to 8 bits a channel')
  const profile = header.icc ? profileDescription(header.icc) || 'unnamed' : ''
  if (header.space === 'cmyk') notes.push('converted from CMYK to sRGB')
  else if (profile && !ignoreIcc && !/sRGB/i.test(profile)) {
    notes.push(`converted from its colour profile (${profile}) to sRGB`)
  }
  return notes
}

/** Drops the alpha channel of RGBA pixels, compositing on white. */
function onWhite(data: Buffer, channels: 3 | 4): { pixels: Uint8Array; transparent: boolean } {
  if (channels === 3) {
    return { pixels: new Uint8Array(data.buffer, data.byteOffset, data.length), transparent: false }
  }
  const count = data.length / 4
  const pixels = new Uint8Array(count * 3)
  let transparent = false
  for (let i = 0; i < count; i++) {
    const alpha = data[4 * i + 3] ?? 255
    if (alpha < 255) transparent = true
    for (let c = 0; c < 3; c++) {
      const value = data[4 * i + c] ?? 0
      pixels[3 * i + c] = Math.round((value * alpha + 255 * (255 - alpha)) / 255)
    }
  }
  return { pixels, transparent }
}

const firstLine = (cause: unknown): string =>
  (cause instanceof Error ? cause.message : String(cause)).split('\n', 1)[0] ?? ''
