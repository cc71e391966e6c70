import { findChromium } from '../chromium.ts'

/** The Chromium that the journeys run in; null where there is none for this system. */
export const chromium = await findChromium()
