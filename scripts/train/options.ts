import { parseArgs } from 'node:util'

export interface Options {
  /** The folder that holds `train/<class>/` and `val/<class>/`. */
  readonly data: string
  /** The network's folder, whose last part is its name. */
  readonly out: string
  readonly checkpoint: string
  readonly epochs: number
  readonly batch: number
  /** The learning rate's peak. */
  readonly rate: number
  readonly seed: number
  /** Steps of an epoch at most; for trying a change out. */
  readonly limit: number
  /** Goes on from the checkpoint. */
  readonly resume: boolean
  /** Writes the checkpoint's network and stops. */
  readonly exportOnly: boolean
}

const usage = `usage: npm run train -- --data FOLDER --out models/NAME [--epochs 32] [--batch 64] [--rate 0.05] [--seed 1]
       [--checkpoint FILE] [--resume] [--export] [--limit STEPS]
FOLDER holds train/ and val/ with a folder a class; --export writes the checkpoint's network and stops.`

/** Reads the command line. @throws Error with the usage where it is wrong. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string' },
      out: { type: 'string' },
      checkpoint: { type: 'string', default: 'artefacts/train/checkpoint.safetensors' },
      epochs: { type: 'string', default: '32' },
      batch: { type: 'string', default: '64' },
      rate: { type: 'string', default: '0.05' },
      seed: { type: 'string', default: '1' },
      limit: { type: 'string' },
      resume: { type: 'boolean', default: false },
      export: { type: 'boolean', default: false },
    },
  })
  const { data, out, checkpoint, resume, limit } = values
  if (!data || !out) throw new Error(usage)
  return {
    data,
    out,
    checkpoint,
    resume,
    exportOnly: values.export,
    epochs: positive('epochs', values.epochs),
    batch: positive('batch', values.batch),
    rate: positive('rate', values.rate),
    seed: positive('seed', values.seed),
    limit: limit === undefined ? Number.POSITIVE_INFINITY : positive('limit', limit),
  }
}

function positive(name: string, text: string): number {
  const value = Number(text)
  if (value > 0) return value
  throw new Error(`--${name} is "${text}"; it must be a number above 0.\n${usage}`)
}
