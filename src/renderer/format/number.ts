const MINUS = '−'

/**
 * A number as a person reads it: three significant digits (or as many as asked), trailing zeros kept because they
 * are measured digits, and powers of ten only where plain digits would be long.
 *
 * @returns for example `0.0512`, `3.20`, `154`, `2,400`; from a million on and below a thousandth `1.08×10⁻⁹`.
 */
export function significant(value: number, digits = 3): string {
  if (Number.isNaN(value)) return 'not a number'
  if (!Number.isFinite(value)) return value > 0 ? '∞' : `${MINUS}∞`
  if (value === 0) return '0'
  const rounded = Number(value.toPrecision(digits))
  const size = Math.abs(rounded)
  if (size >= 1e6 || size < 1e-3) return scientific(rounded, digits)
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(size)))
  return signed(grouped(size, decimals), rounded)
}

/** Every digit of the number, as JavaScript prints it: what a click copies and a pointer's rest shows. */
export function full(value: number): string {
  return String(value)
}

/** A whole number with thin thousands separators. */
export function whole(value: number): string {
  return signed(grouped(Math.abs(Math.round(value)), 0), value)
}

const BYTE_UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const

/** A size as people read it, in powers of a thousand: `512 bytes`, `98.9 MB`. */
export function bytes(size: number): string {
  const power = size < 1000 ? 0 : Math.min(BYTE_UNITS.length - 1, Math.floor(Math.log10(size) / 3))
  const unit = BYTE_UNITS[power]
  return power === 0 ? `${whole(size)} ${unit}` : `${significant(size / 1000 ** power)} ${unit}`
}

/** A share of one as per cent: `97.3 %`, `<0.1 %`. */
export function percent(share: number): string {
  const value = share * 100
  if (value > 0 && value < 0.05) return '<0.1 %'
  return `${value.toFixed(1)} %`
}

/** Seconds as `4.2 s`, `1 min 05 s`, `2 h 10 min`. */
export function duration(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`
  const total = Math.round(seconds)
  if (total < 60) return `${total} s`
  const minutes = Math.floor(total / 60)
  if (minutes < 60) return `${minutes} min ${two(total % 60)} s`
  return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}

function signed(digits: string, value: number): string {
  return value < 0 ? `${MINUS}${digits}` : digits
}

/** Kept by the number of decimals: to make one takes thirty times as long as to use it. */
const formats = new Map<number, Intl.NumberFormat>()

function grouped(size: number, decimals: number): string {
  const format =
    formats.get(decimals) ??
    new Intl.NumberFormat('en-GB', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
  formats.set(decimals, format)
  return format.format(size)
}

function scientific(value: number, digits: number): string {
  const [mantissa = '', exponent = ''] = value.toExponential(digits - 1).split('e')
  return `${mantissa.replace('-', MINUS)}×10${superscript(Number(exponent))}`
}

function superscript(exponent: number): string {
  const figures = '⁰¹²³⁴⁵⁶⁷⁸⁹'
  const digits = [...String(Math.abs(exponent))].map((digit) => figures[Number(digit)]).join('')
  return exponent < 0 ? `⁻${digits}` : digits
}
