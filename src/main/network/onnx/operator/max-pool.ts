import { pooling } from './pooling.ts'
import { maxOver } from './pooling-composed.ts'
import { maxOverPlane } from './pooling-plane.ts'

/** The largest of each window. */
export const maxPool = pooling({ plane: maxOverPlane, composed: maxOver })
