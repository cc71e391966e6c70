import { oc } from '@orpc/contract'
import { z } from 'zod'
import { provenanceSchema } from './provenance.ts'

/** A stretch of the descent with one step length; the momentum starts anew with each. */
export const inversionPhaseSchema = z.object({
  steps: z.int().min(1).max(10_000),
  /** Step length for the image in units of sigma: the image moves by −rate · sigma² times the objective's gradient. */
  rate: z.number().positive(),
})

/** Gradient descent with momentum, as Mahendran and Vedaldi's program runs it. */
const momentumSchema = z.object({
  name: z.literal('momentum'),
  momentum: z.number().min(0).max(0.999),
  phases: z.array(inversionPhaseSchema).min(1).max(20),
})

/** Adam with a step that falls to zero over the steps, the image shifted at random by some pixels while it lasts. */
const adamSchema = z.object({
  name: z.literal('adam'),
  steps: z.int().min(1).max(10_000),
  /** The first step, in units of a typical pixel's distance from the mean (sigma over the root of the values). */
  rate: z.number().positive(),
  /** The most pixels the image is shifted by in either direction; 0: none. */
  jitter: z.int().min(0).max(32),
})

export const inversionSettingsSchema = z.object({
  /** Weight of the total variation; null: by the layer's depth, 1, 10 or 100. */
  lambdaTv: z.number().nonnegative().nullable(),
  /** The total variation's power. */
  beta: z.number().min(1).max(4),
  lambdaAlpha: z.number().nonnegative(),
  /** The norm's power. */
  alpha: z.number().min(1).max(12),
  /** Norm of a typical mean-free image (x0σ); null: 27098.1157 for 227 × 227 × 3 values, in proportion to the root of their number. */
  sigma: z.number().positive().nullable(),
  /** Norm of the noise that the descent starts at, in units of sigma. */
  start: z.number().nonnegative(),
  optimiser: z.discriminatedUnion('name', [momentumSchema, adamSchema]),
})
export type InversionSettings = z.infer<typeof inversionSettingsSchema>

export const inversionPresetSchema = z.enum(['paper', 'fast'])
export type InversionPreset = z.infer<typeof inversionPresetSchema>

const objective = { lambdaTv: null, beta: 2, lambdaAlpha: 8e-10, alpha: 6, sigma: null } as const

/**
 * `paper`: Mahendran and Vedaldi's settings. `fast`: mostly a lower objective, in 201 evaluations instead of 401
 * (docs/inversion.md).
 */
export const inversionPresets: Readonly<Record<InversionPreset, InversionSettings>> = {
  paper: {
    ...objective,
    start: 1,
    optimiser: {
      name: 'momentum',
      momentum: 0.9,
      phases: [
        { steps: 100, rate: 0.004 },
        { steps: 200, rate: 0.0004 },
        { steps: 100, rate: 0.00004 },
      ],
    },
  },
  fast: { ...objective, start: 0.02, optimiser: { name: 'adam', steps: 200, rate: 0.15, jitter: 1 } },
}

/** A shift of the generator's start: any whole number of 32 bits. */
export const seedSchema = z.int().min(0).max(0xffff_ffff)

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/)

/** Several images turned back from their representations at one layer, as one batch. */
export const inversionSpecSchema = z.object({
  kind: z.literal('inversion'),
  /**
   * Hashes of images the workspace knows, blobs or cached files. One at the network's input size is taken as it is, another is
   * fitted as the network's card says. While it runs, the job's frame is one PNG with the images as they form, side by side in
   * this order.
   */
  images: z.array(hashSchema).min(1).max(8),
  network: z.string(),
  layer: z.string(),
  settings: inversionSettingsSchema,
  seed: seedSchema,
  /** Starts that are tried for each image; the one that ends lowest is kept. */
  restarts: z.int().min(1).max(16),
})
export type InversionSpec = z.infer<typeof inversionSpecSchema>

/** The objective and the three terms it is the sum of, weights included. */
export const inversionTermsSchema = z.object({
  objective: z.number(),
  /** ‖φ(x) − φ₀‖² / ‖φ₀‖² */
  loss: z.number(),
  /** λ_TV / 2 / sigma² · Σ TV^β */
  tv: z.number(),
  /** λ_α / 2 / sigma² · Σ |x|^α */
  alpha: z.number(),
})
export type InversionTerms = z.infer<typeof inversionTermsSchema>

/** The terms at the start of a step (one evaluation a step). With jitter they are those of the shifted image. */
export const inversionPointSchema = inversionTermsSchema.extend({ evaluations: z.int() })
export type InversionPoint = z.infer<typeof inversionPointSchema>

/** All that is known of one finished inversion: what report.json holds. */
export const inversionReportSchema = z.object({
  /** The image whose representation was inverted. */
  image: z.string(),
  network: z.string(),
  layer: z.string(),
  settings: inversionSettingsSchema,
  seed: seedSchema,
  restarts: z.int(),
  /** What the settings that are null came to. */
  used: z.object({ lambdaTv: z.number(), sigma: z.number(), depth: z.int() }),
  /** Evaluations of the objective and its gradient, over all restarts. */
  evaluations: z.int(),
  seconds: z.number(),
  /** Which start ended lowest, from 0, and the objective that each ended at: null where it grew beyond all bounds. */
  kept: z.int(),
  objectives: z.array(z.number().nullable()),
  /** How often the settings' steps were halved, because with longer ones the objective grew beyond all bounds. */
  halvings: z.int(),
  /** Measured anew: on the image as found, on its 8-bit pixels, and on the image that the representation was taken of. */
  found: inversionTermsSchema,
  eightBit: inversionTermsSchema,
  original: inversionTermsSchema,
  trace: z.array(inversionPointSchema),
  notes: z.array(z.string()),
  provenance: provenanceSchema.extend({ imageHash: z.string() }),
})
export type InversionReport = z.infer<typeof inversionReportSchema>

export const inversionSchema = z.object({
  /** The hash of all that determines the inversion. */
  key: z.string(),
  /** The hash that the spec named the image by. */
  image: hashSchema,
  network: z.string(),
  layer: z.string(),
  objective: z.number(),
  /** ‖φ(x) − φ₀‖ / ‖φ₀‖ of the 8-bit pixels that `png` shows. */
  ratio: z.number(),
  createdAt: z.string(),
  /** Blobs: the 8-bit picture at the network's input size, and the image as found (float32, unclipped) as .npy. */
  png: hashSchema,
  npy: hashSchema,
  report: inversionReportSchema,
})
export type Inversion = z.infer<typeof inversionSchema>

export const inversionContract = {
  /** What is already made, in the images' order; null where a job (kind 'inversion') has to make it. */
  find: oc.input(inversionSpecSchema.omit({ kind: true })).output(z.array(inversionSchema.nullable())),
  get: oc.input(z.object({ key: z.string() })).output(inversionSchema),
  /** Newest first. */
  list: oc.output(z.array(inversionSchema.omit({ report: true }))),
  remove: oc.input(z.object({ key: z.string() })).output(z.object({ removed: z.boolean() })),
}
