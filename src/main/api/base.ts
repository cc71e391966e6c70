import { implement } from '@orpc/server'
import { contract } from '../../contract/contract.ts'
import type { Context } from './context.ts'

/** The contract, to be implemented group by group with the engine's context. */
export const api = implement(contract).$context<Context>()
