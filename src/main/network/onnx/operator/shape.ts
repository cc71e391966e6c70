import { z } from 'zod'
import { attributesOf } from '../attributes.ts'
import { constantOf } from '../host.ts'
import { planned } from '../planned.ts'
import { required } from '../unary.ts'
import { countOf } from '../value.ts'

/** The sizes of the input's axes, all or those from `start` up to `end`. */
export const shape = planned((node, inputs) => {
  const sizes = required(inputs, 0).shape
  const { start, end } = attributesOf(
    node,
    z.object({ start: z.number().default(0), end: z.number().default(sizes.length) }),
  )
  const asked = sizes.slice(start, end)
  return constantOf('int64', [asked.length], asked)
})

/** How many numbers the input has. */
export const size = planned((_, inputs) => constantOf('int64', [], [countOf(required(inputs, 0).shape)]))
