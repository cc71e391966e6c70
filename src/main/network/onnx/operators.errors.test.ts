import { describe, expect, it } from 'vitest'
import { fixed, floats, ints, numbers } from './cases/case.ts'
import { type Given, runNode } from './fixtures.ts'

const image = floats([1, 3, 4, 4])
const unknown = { ...ints([1, 2]), constant: false }
const wrong = (
  operator: string,
  inputs: Given[],
  attributes: Record<string, unknown>,
  sentence: string,
): [string, Given[], Record<string, unknown>, string] => [operator, inputs, attributes, sentence]

describe("ONNX's operators on tensors", () => {
  it.each([
    wrong('Add', [image, floats([2, 1, 1])], {}, 'shapes [1, 3, 4, 4] and [2, 1, 1] do not fit each other'),
    wrong('Add', [image], {}, 'its input 1 is missing'),
    wrong('Reshape', [image, ints([7, -1])], {}, '[1, 3, 4, 4] cannot be given the shape [7, 6.857'),
    wrong('Reshape', [image, ints([-1, -1])], {}, 'its shape [-1, -1] leaves more than one size open'),
    wrong('Reshape', [image, unknown], {}, 'its input "shape" depends on the image'),
    wrong('Squeeze', [image, ints([1])], {}, 'its axis 1 is 3 long, not 1'),
    wrong('Unsqueeze', [image, ints([1, 1])], {}, 'its axes 1, 1 repeat one'),
    wrong('Transpose', [image], { perm: [0, 1, 2] }, 'its perm is not an order of 4 axes'),
    wrong('Flatten', [image], { axis: 5 }, 'there is no axis 5 among 4 dimensions'),
    wrong('Flatten', [image], { axis: 'one' }, 'its attribute "axis" is wrong'),
    wrong('Concat', [image, floats([1, 3, 4, 5])], { axis: 1 }, 'cannot be joined along axis 1'),
    wrong('Split', [image, ints([1, 1])], { axis: 1 }, 'its axis 1, 3 long, cannot be split into 1 + 1'),
    wrong('Slice', [image, ints([0]), ints([1]), ints([1]), ints([0])], {}, 'its step is 0'),
    wrong('Slice', [image, ints([0]), unknown], {}, 'its input "ends" depends on the image'),
    wrong('Gather', [image, ints([3])], { axis: 1 }, 'it asks for place 3 of an axis that is 3 long'),
    wrong('Tile', [image, ints([1, 2])], {}, 'it repeats 2 axes of a value with 4'),
    wrong('Pad', [image, ints([1, 1])], {}, 'it has 2 pads for 4 axes'),
    wrong('Pad', [image, ints([0, 0, 0, 0, 0, 0, 0, 0])], { mode: 'magic' }, 'its attribute "mode" is wrong'),
    wrong('TopK', [image, ints([5])], {}, '5 of 4 are asked for'),
    wrong('Cast', [image], { to: 8 }, "numbers of ONNX's type 8 cannot be computed with"),
    wrong(
      'Range',
      [numbers([0], []), numbers([1], []), fixed(numbers([0], []))],
      {},
      'its input "start" depends on the image',
    ),
    wrong('NonZero', [image], {}, 'the shape of what it makes depends on the image'),
    wrong('Einsum', [image], { equation: 'ij->i' }, '"ij" of "ij->i" does not name the 4 axes it is given'),
    wrong(
      'Einsum',
      [floats([2, 3]), floats([2, 3])],
      { equation: 'ij,jk' },
      'is 3 long in one place and 2 in another',
    ),
    wrong(
      'ScatterND',
      [image, ints([0], [1, 1]), image],
      { reduction: 'max' },
      'only "none" and "add" can be computed',
    ),
    wrong(
      'Constant',
      [],
      { value_string: 'text' },
      'it has no number, list or dense tensor of numbers as its value',
    ),
  ])('say what is wrong: %s', (operator, inputs, attributes, sentence) => {
    expect(() => runNode(operator, inputs, { attributes })).toThrow(sentence)
  })
})
