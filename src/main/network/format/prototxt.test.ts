import { describe, expect, it } from 'vitest'
import { Message } from './protobuf/message.ts'
import { parsePrototxt } from './prototxt.ts'

const parse = (text: string) => parsePrototxt(text, 'net.prototxt')
const param = (text: string) => parse(`layer { convolution_param { ${text} } }`)
const convolution = (text: string) => param(text).message('layer').message('convolution_param')

describe('prototxt', () => {
  it('takes messages with and without a colon, in braces or angles', () => {
    for (const text of [
      'layer { name: "a" }',
      'layer: { name: "a" }',
      'layer < name: "a" >',
      'layer{name:"a"}',
    ]) {
      expect(
        parse(text)
          .messages('layer')
          .map((layer) => layer.text('name')),
      ).toEqual(['a'])
    }
  })

  it('passes over comments, and commas or semicolons between fields', () => {
    const net = parse('# first\nname: "x" # last\n; input_dim: 1, input_dim: 2 # end')
    expect(net.text('name')).toBe('x')
    expect(net.numbers('input_dim')).toEqual([1, 2])
  })

  it('reads repeated fields one by one and as lists, of values and of messages', () => {
    expect(convolution('pad: 1 pad: 2').numbers('pad')).toEqual([1, 2])
    expect(convolution('pad: [1, 2]').numbers('pad')).toEqual([1, 2])
    expect(convolution('pad: []').numbers('pad')).toEqual([])
    expect(parse('layer: [{ name: "a" }, { name: "b" }]').messages('layer')).toHaveLength(2)
  })

  it('reads strings with escapes, in either quotes, and joined', () => {
    const name = (text: string) => parse(`name: ${text}`).text('name')
    expect(name(String.raw`"a\"b\\\n\101\x42"`)).toBe('a"b\\\nAB')
    expect(name(String.raw`'it\'s "so"'`)).toBe('it\'s "so"')
    expect(name('"conv" "1"\n  "/x"')).toBe('conv1/x')
    expect(name(String.raw`"\303\244"`)).toBe('ä')
    expect(name('"# no comment"')).toBe('# no comment')
  })

  it('reads numbers in every form', () => {
    const alpha = (text: string) => parse(`layer { lrn_param { alpha: ${text} } }`).message('layer')
    const value = (text: string) => alpha(text).message('lrn_param').number('alpha')
    expect(['5e-05', '.5', '1.', '-2', '- 3', '1.5f', '0x10', '1E3'].map(value)).toEqual([
      5e-5, 0.5, 1, -2, -3, 1.5, 16, 1000,
    ])
  })

  it('reads flags and enumerations by name or number', () => {
    expect(convolution('bias_term: false').flag('bias_term')).toBe(false)
    expect(convolution('bias_term: 1').flag('bias_term')).toBe(true)
    const pool = (text: string) => parse(`layer { pooling_param { pool: ${text} } }`).message('layer')
    expect(pool('AVE').message('pooling_param').text('pool')).toBe('AVE')
    expect(pool('1').message('pooling_param').text('pool')).toBe('AVE')
  })

  it('notes fields that Caffe does not have, and passes over their content', () => {
    const net = parse('layer { name: "a"\n yolo_param { x: 1 y: [2, "3"] z { w: FOO } } }')
    expect(net.message('layer').unknown).toEqual([{ name: 'yolo_param', line: 2 }])
    expect(net.message('layer').text('name')).toBe('a')
  })

  it('does not care what is in fillers and other content that does not matter', () => {
    const { unknown } = convolution('weight_filler { type: "xavier" any: { thing: [1] } }')
    expect(unknown).toEqual([])
  })

  it('gives an empty message for an empty file', () => {
    expect(parse('# nothing\n')).toEqual(new Message())
  })

  it.each([
    ['layer {\n name: "a"', 'line 2: the file ends inside a message: "}" is missing'],
    ['layer { name: "a" }\n}', 'line 2: "}" closes nothing'],
    ['layer { name: "a" >', 'line 1: the name of a field should stand here, and not ">"'],
    ['name "a"', 'line 1: ":" or "{" should stand here, and not "a"'],
    ['name: a', 'line 1: a quoted text for "name" should stand here, and not "a"'],
    ['name: "a', 'line 1 cannot be read at'],
    ['name: "a" name: "b"', 'line 1: field "name" is given twice in one message'],
    ['input_dim: 1.5', 'line 1: "1.5" is no value for "input_dim"'],
    ['input_dim: x', 'line 1: a number for "input_dim" should stand here'],
    ['layer { convolution_param { pad: -1 } }', 'line 1: "-1" is no value for "pad"'],
    ['layer { lrn_param { alpha: 1e999 } }', 'line 1: "1e999" is no value for "alpha"'],
    ['layer { lrn_param { alpha: nan } }', 'line 1: a number for "alpha" should stand here'],
    [
      'layer { pooling_param { pool: MEDIAN } }',
      'line 1: MAX or AVE or STOCHASTIC should stand here, and not "MEDIAN"',
    ],
    ['layers { type: "Convolution" }', 'line 1: one of Caffe\'s values of "type" should stand here'],
    [
      'layer { convolution_param { bias_term: 2 } }',
      'line 1: true or false for "bias_term" should stand here',
    ],
    ['layer: 3', 'line 1: "{" should stand here, and not "3"'],
    ['input_dim: [1 2]', 'line 1: "," or "]" should stand here, and not "2"'],
    ['{"format": 1}', 'line 1: the name of a field should stand here, and not "{"'],
  ])('names the line of %j', (text, message) => {
    expect(() => parse(text)).toThrow(`net.prototxt: ${message}`)
  })

  it('refuses messages nested without end, and does so at once', () => {
    expect(() => parse('a {'.repeat(100_000))).toThrow('messages nest deeper than 32')
  })
})
