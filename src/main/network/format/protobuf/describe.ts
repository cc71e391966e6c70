import type { INamespace, IType } from 'protobufjs'

/**
 * A message type in short: each field as "number type", with a star where it repeats (`pad: '3 uint32*'`).
 * Whether numbers are packed is not said: readers take both.
 */
export type Fields = Readonly<Record<string, `${number} ${string}`>>

/** A message type for protobufjs. */
export function message(fields: Fields, nested?: INamespace['nested']): IType {
  return {
    fields: Object.fromEntries(
      Object.entries(fields).map(([name, description]) => {
        const [id = '', type = ''] = description.split(' ')
        const single = type.replace('*', '')
        return [name, { id: Number(id), type: single, ...(single === type ? {} : { rule: 'repeated' }) }]
      }),
    ),
    ...(nested ? { nested } : {}),
  }
}

/** An enumeration for protobufjs. */
export const enumeration = (values: Readonly<Record<string, number>>) => ({ values: { ...values } })
