import protobuf, { type Field, type Type } from 'protobufjs'
import { netParameter } from './caffe/schema.ts'
import { type FileSample, fileError, isBinary, readWhole } from './file.ts'
import { describeFile, recogniseForeign } from './foreign.ts'
import { type FieldValue, Message } from './protobuf/message.ts'
import { type Token, tokens } from './prototxt-tokens.ts'

const sizeLimit = 16 * 2 ** 20
/** Caffe's own messages nest four deep. */
const depthLimit = 32

/**
 * Reads a network's description in Caffe's text form.
 * @throws NetworkFileError where the file is of another kind, or a line does not fit Caffe's schema.
 */
export async function readPrototxt(file: FileSample): Promise<Message> {
  if (isBinary(file.head) || recogniseForeign(file)) {
    const caffemodel = file.head[0] === 0x0a && isBinary(file.head)
    const kind = caffemodel ? 'binary, as a .caffemodel is; the description comes first' : describeFile(file)
    throw fileError(file.name, `a Caffe network description (.prototxt) is needed here, and this is ${kind}`)
  }
  const bytes = await readWhole(file, sizeLimit)
  return parsePrototxt(bytes.toString('utf8').replace(/^\uFEFF/, ''), file.name)
}

/**
 * Parses protobuf's text format by Caffe's schema. Fields that the schema does not know are kept by name only
 * (`Message.unknown`): whether they matter is for the caller to say.
 */
export function parsePrototxt(text: string, file: string, type: Type = netParameter): Message {
  return new Parser(text, file).document(type)
}

class Parser {
  readonly #tokens: Generator<Token, Token>
  readonly #file: string
  #token: Token

  constructor(text: string, file: string) {
    this.#tokens = tokens(text, file)
    this.#file = file
    this.#token = this.#tokens.next().value
  }

  document(type: Type): Message {
    return this.#fields(type, undefined, 0)
  }

  /** Fields up to the mark that closes the message, or to the end of the file where `close` is undefined. */
  #fields(type: Type | undefined, close: string | undefined, depth: number): Message {
    if (depth > depthLimit) throw this.#error(`messages nest deeper than ${depthLimit}`)
    const message = new Message()
    while (!this.#atEnd(close)) {
      const name = this.#take('word', 'the name of a field')
      const field = type?.fields[name.text]
      if (field) this.#field(message, field.resolve(), depth)
      else {
        message.unknown.push({ name: name.text, line: name.line })
        this.#values(() => this.#anything(depth))
      }
      if (this.#is(',') || this.#is(';')) this.#next()
    }
    return message
  }

  #atEnd(close: string | undefined): boolean {
    if (close === undefined) {
      if (this.#is('}') || this.#is('>')) throw this.#error(`"${this.#token.text}" closes nothing`)
      return this.#token.kind === 'end'
    }
    if (this.#token.kind === 'end') throw this.#error(`the file ends inside a message: "${close}" is missing`)
    return this.#is(close)
  }

  #field(message: Message, field: Field, depth: number): void {
    const line = this.#token.line
    const add = (value: FieldValue) => message.add(field.name, value)
    this.#values(() => add(this.#value(field, depth)))
    if (!field.repeated && message.count(field.name) > 1) {
      throw this.#error(`field "${field.name}" is given twice in one message`, line)
    }
  }

  /** What follows a field's name: a message with or without a colon, one value, or a list of them. */
  #values(one: () => void): void {
    if (this.#is(':')) this.#next()
    else if (!this.#is('{') && !this.#is('<')) throw this.#unexpected('":" or "{"')
    if (!this.#is('[')) {
      one()
      return
    }
    this.#next()
    while (!this.#is(']')) {
      one()
      if (this.#is(',')) this.#next()
      else if (!this.#is(']')) throw this.#unexpected('"," or "]"')
    }
    this.#next()
  }

  #value(field: Field, depth: number): FieldValue {
    if (field.resolvedType instanceof protobuf.Type) {
      // A message type without fields stands for content that does not matter.
      const type = field.resolvedType
      return this.#message(type.fieldsArray.length > 0 ? type : undefined, depth)
    }
    if (field.type === 'string') return this.#string(field)
    if (field.resolvedType instanceof protobuf.Enum) return this.#enumeration(field, field.resolvedType)
    if (field.type === 'bool') return this.#flag(field)
    return this.#number(field)
  }

  #message(type: Type | undefined, depth: number): Message {
    if (!this.#is('{') && !this.#is('<')) throw this.#unexpected('"{"')
    const close = this.#next().text === '{' ? '}' : '>'
    const message = this.#fields(type, close, depth + 1)
    this.#next()
    if (!type) message.unknown.length = 0
    return message
  }

  #string(field: Field): string {
    let text = this.#take('string', `a quoted text for "${field.name}"`).text
    while (this.#token.kind === 'string') text += this.#next().text
    return text
  }

  #enumeration(field: Field, type: protobuf.Enum): string {
    const { text, kind } = this.#token
    const name = kind === 'number' ? type.valuesById[Number(text)] : text
    if (
      kind === 'mark' ||
      kind === 'end' ||
      kind === 'string' ||
      name === undefined ||
      !(name in type.values)
    ) {
      const values = Object.keys(type.values)
      throw this.#unexpected(
        values.length > 8 ? `one of Caffe's values of "${field.name}"` : values.join(' or '),
      )
    }
    this.#next()
    return name
  }

  #flag(field: Field): boolean {
    const { text } = this.#token
    if (!/^(?:true|false|True|False|t|f|1|0)$/.test(text) || this.#token.kind === 'string') {
      throw this.#unexpected(`true or false for "${field.name}"`)
    }
    this.#next()
    return /^(?:[tT]|1)/.test(text)
  }

  #number(field: Field): number {
    if (this.#token.kind !== 'number') throw this.#unexpected(`a number for "${field.name}"`)
    const text = this.#token.text.replace(/\s/g, '')
    const value = /^-?0[xX]/.test(text) ? hexadecimal(text) : Number(text.replace(/[fF]$/, ''))
    const whole = field.type !== 'float' && field.type !== 'double'
    const lowest = field.type === 'uint32' ? 0 : Number.NEGATIVE_INFINITY
    if (!Number.isFinite(value) || (whole && !Number.isSafeInteger(value)) || value < lowest) {
      throw this.#error(`"${text}" is no value for "${field.name}"`)
    }
    this.#next()
    return value
  }

  /** Passes over one value of any kind. */
  #anything(depth: number): void {
    if (this.#is('{') || this.#is('<')) this.#message(undefined, depth)
    else if (this.#token.kind === 'mark' || this.#token.kind === 'end') throw this.#unexpected('a value')
    else {
      const { kind } = this.#next()
      while (kind === 'string' && this.#token.kind === 'string') this.#next()
    }
  }

  #is(mark: string): boolean {
    return this.#token.kind === 'mark' && this.#token.text === mark
  }

  #next(): Token {
    const token = this.#token
    if (token.kind !== 'end') this.#token = this.#tokens.next().value
    return token
  }

  #take(kind: Token['kind'], what: string): Token {
    if (this.#token.kind !== kind) throw this.#unexpected(what)
    return this.#next()
  }

  #unexpected(wanted: string) {
    const { kind, text } = this.#token
    const found = kind === 'end' ? text : JSON.stringify(text.slice(0, 40))
    return this.#error(`${wanted} should stand here, and not ${found}`)
  }

  #error(reason: string, line = this.#token.line) {
    return fileError(this.#file, `line ${line}: ${reason}`)
  }
}

const hexadecimal = (text: string): number => (text.startsWith('-') ? -Number(text.slice(1)) : Number(text))
