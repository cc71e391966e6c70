/** TensorFlow.js, the one copy that every room uses. Which backend runs behind it is decided in `backend.ts`. */
export * from '@tensorflow/tfjs'
