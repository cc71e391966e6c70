import { parentPort, workerData } from 'node:worker_threads'
import { type LayoutRequest, layOut } from './layout.ts'

/** A thread that lays out the points it is given as its worker data: tells how far it is, and in the end where they are. */
const request: LayoutRequest = workerData
const points = layOut(request, (share) => parentPort?.postMessage({ share }))
parentPort?.postMessage({ points })
