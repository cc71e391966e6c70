import { placesOfMaxima } from './max-pool-places.ts'
import { pooling } from './pooling.ts'
import { maxOver } from './pooling-composed.ts'
import { maxOverPlane } from './pooling-plane.ts'

/** The largest of each window, and where it lay. */
export const maxPool = pooling({ plane: maxOverPlane, composed: maxOver, places: placesOfMaxima })
