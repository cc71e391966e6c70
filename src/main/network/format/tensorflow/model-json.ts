import { z } from 'zod'
import { DamageError } from '../byte-source.ts'

const dtypes = ['float32', 'float16', 'int32', 'uint8', 'uint16', 'bool', 'string', 'complex64'] as const

const weightSchema = z.object({
  name: z.string(),
  shape: z.array(z.int().min(0)).max(32),
  dtype: z.enum(dtypes),
  quantization: z
    .object({
      dtype: z.enum(['uint8', 'uint16', 'float16']),
      scale: z.number().optional(),
      min: z.number().optional(),
    })
    .optional(),
})
export type WeightEntry = z.infer<typeof weightSchema>

const tensorInfo = z.object({ name: z.string() })
const schema = z.object({
  modelTopology: z.record(z.string(), z.unknown()),
  weightsManifest: z
    .array(z.object({ paths: z.array(z.string()).max(100_000), weights: z.array(weightSchema) }))
    .default([]),
  signature: z
    .object({ outputs: z.record(z.string(), tensorInfo).optional() })
    .nullish()
    .catch(null),
})

/** What a `model.json` of TensorFlow.js says; its topology is one of Keras' layers or one of TensorFlow's nodes. */
export type ModelJson = z.infer<typeof schema>
export type WeightGroup = ModelJson['weightsManifest'][number]

/** Reads a `model.json`. @throws {DamageError} where it is none */
export function parseModelJson(text: string): ModelJson {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new DamageError('it is not JSON', { cause })
  }
  const read = schema.safeParse(value)
  if (read.success) return read.data
  const [issue] = read.error.issues
  const place = issue?.path.join('.') ?? ''
  throw new DamageError(`it is no TensorFlow.js model: its "${place}" is not understood`, {
    cause: read.error,
  })
}
