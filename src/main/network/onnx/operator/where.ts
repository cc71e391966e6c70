import * as tf from '../../../tensor/tf.ts'
import { elementwise } from '../elementwise.ts'
import { select } from '../select.ts'
import { required } from '../unary.ts'

/** The second input's number where the first is true, else the third's. */
export const where = elementwise({
  inputs: 3,
  type: (inputs) => required(inputs, 1).type,
  value: (tensors) => select(required(tensors, 0), required(tensors, 1), required(tensors, 2)),
  gradient: ({ tensors, gradient }, index) => {
    const [condition, none] = [required(tensors, 0), tf.zerosLike(gradient)]
    return index === 1 ? select(condition, gradient, none) : select(condition, none, gradient)
  },
  number: ([condition = 0, yes = 0, no = 0]) => (condition === 0 ? no : yes),
})
