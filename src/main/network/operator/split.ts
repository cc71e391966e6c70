import { z } from 'zod'
import * as tf from '../../tensor/tf.ts'
import { defineOperator } from './operator.ts'
import { count, onlyInput } from './params.ts'

const params = z.strictObject({ parts: count })

/** The input under several names. */
export const split = defineOperator({
  params,
  shapes({ parts }, inputs) {
    const shape = onlyInput(inputs)
    return Array.from({ length: parts }, () => shape)
  },
  compile: ({ parts }) => ({
    apply([input]) {
      if (input === undefined) throw new TypeError('split needs its input')
      return {
        outputs: Array.from({ length: parts }, () => input),
        backward: (gradients) => [tf.addN([...gradients])],
      }
    },
    dispose() {},
  }),
})
