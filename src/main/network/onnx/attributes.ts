import type { z } from 'zod'
import { OperatorError } from '../operator/operator.ts'
import type { Node } from './operator.ts'

/**
 * A node's attributes as a schema reads them; attributes the schema does not know are left aside.
 * @throws {OperatorError} naming the attribute
 */
export function attributesOf<T>(node: Node, schema: z.ZodType<T>): T {
  const read = schema.safeParse(node.attributes)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new OperatorError(
    `its attribute "${issue?.path.join('.') ?? ''}" is wrong: ${issue?.message ?? 'unknown'}`,
  )
}
