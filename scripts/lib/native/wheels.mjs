import { NativeFailure, unsupportedPlatform } from './failure.mjs'

/**
 * A file on PyPI, pinned by version and the SHA-256 published there.
 *
 * @typedef {{ project: string, version: string, sha256: string, megabytes: number }} Wheel
 */

/**
 * What is to be downloaded for one machine, and what of it is kept.
 *
 * @typedef {object} Plan
 * @property {'cpu' | 'cuda'} variant
 * @property {string} version of TensorFlow
 * @property {string} name of the folder in the cache
 * @property {readonly string[]} platforms wheel platforms that pip may choose from
 * @property {readonly Wheel[]} wheels
 * @property {readonly string[]} keep beginnings of the paths in the wheels that are unpacked, site-packages' shape kept
 * @property {number} unpackedMegabytes of what is kept
 */

export const tensorflowVersion = '2.18.1'

const headers = ['tensorflow/c/', 'tensorflow/core/platform/', 'tsl/', 'xla/tsl/']
const keep = [
  'tensorflow/libtensorflow_cc.so.2',
  'tensorflow/libtensorflow_framework.so.2',
  'tensorflow/THIRD_PARTY_NOTICES.txt',
  'tensorflow/include/LICENSE',
  ...headers.map((folder) => `tensorflow/include/${folder}`),
]

/** @param {string} row project, version, SHA-256 and megabytes @returns {Wheel} */
function wheel(row) {
  const [project = '', version = '', sha256 = '', megabytes] = row.split(' ')
  return { project, version, sha256, megabytes: Number(megabytes) }
}

const cpu = {
  x64: wheel('tensorflow-cpu 2.18.1 810c75d7149d2da0cb2092187817b0dcabb80728ca9f9cf3a61f3f42fadd1298 230'),
  arm64: wheel('tensorflow 2.18.1 8a6485edd2148f70d011dbd1d8dc2c775e91774a5a159466e83d0d1f21580944 232'),
}

/** TensorFlow for CUDA 12.5, with the NVIDIA libraries its extra `and-cuda` names. */
const cuda = [
  'tensorflow 2.18.1 c9f87e5d2a680a4595f5dc30daf6bbaec9d4129b46d7ef1b2af63c46ac7d2828 616',
  'nvidia-cublas-cu12 12.5.3.2 ca070ad70e9fa6654084575d01bd001f30cc4665e33d4bb9fc8e0f321caa034b 363',
  'nvidia-cuda-cupti-cu12 12.5.82 bde77a5feb66752ec61db2adfe47f56b941842825b4c7e2068aff27c9d107953 14',
  'nvidia-cuda-nvcc-cu12 12.5.82 b03e545b8e8c3ce7ebcd7fc44063180ff52ff01d064ece2127ed90a04ef12cd0 22',
  'nvidia-cuda-nvrtc-cu12 12.5.82 3dbd97b0104b4bfbc3c4f8c79cd2496307c89c43c29a9f83125f1d76296ff3fd 25',
  'nvidia-cuda-runtime-cu12 12.5.82 3e79a060e126df40fd3a068f3f787eb000fa51b251ec6cd97d09579632687115 1',
  'nvidia-cudnn-cu12 9.3.0.75 9ad9c6929ebb5295eb4a1728024666d1c88283373e265a0c5c883e6f9d5cd76d 577',
  'nvidia-cufft-cu12 11.2.3.61 9a6e8df162585750f61983a638104a48c756aa13f9f48e19ab079b38e3c828b8 193',
  'nvidia-curand-cu12 10.3.6.82 2823fb27de4e44dbb22394a6adf53aa6e1b013aca0f8c22867d1cfae58405536 56',
  'nvidia-cusolver-cu12 11.6.3.83 93cfafacde4428b71778eeb092ec615a02a3d05404da1bcf91c53e3fa1bce42b 130',
  'nvidia-cusparse-cu12 12.5.1.3 016df8e993c437e8301e62739f01775cba988fd5253cd4c64173f8e8d2f8e752 218',
  'nvidia-nccl-cu12 2.21.5 8579076d30a8c24988834445f8d633c697d42397e92ffc3f63fa26766d25e0a0 189',
  'nvidia-nvjitlink-cu12 12.5.82 f9b37bc5c8cf7509665cb6ada5aaa0ce65618f2332b7d3e78e9790511f111212 21',
].map(wheel)

/** Whether this Linux uses glibc, which the wheels are built for; Alpine's musl is another. */
function hasGlibc() {
  const report = process.report.getReport()
  const header = 'header' in report ? report.header : null
  return typeof header === 'object' && header !== null && 'glibcVersionRuntime' in header
}

/**
 * What this machine needs.
 *
 * @param {'cpu' | 'cuda'} variant
 * @param {{ platform?: string, arch?: string, glibc?: boolean }} [machine]
 * @returns {Plan}
 * @throws {NativeFailure} where there is no such library
 */
export function planFor(
  variant,
  { platform = process.platform, arch = process.arch, glibc = platform !== 'linux' || hasGlibc() } = {},
) {
  if (platform !== 'linux' || (arch !== 'x64' && arch !== 'arm64')) throw unsupportedPlatform(platform, arch)
  if (!glibc) throw unsupportedPlatform('a Linux without glibc', arch)
  if (variant === 'cuda' && arch !== 'x64')
    throw new NativeFailure(
      'TensorFlow for CUDA comes for x64 only; run `npm run native` for the CPU instead.',
    )
  const machine = arch === 'x64' ? 'x86_64' : 'aarch64'
  return {
    variant,
    version: tensorflowVersion,
    name: `tensorflow-${tensorflowVersion}-${variant}-${arch}`,
    platforms: [`manylinux_2_17_${machine}`, `manylinux2014_${machine}`],
    wheels: variant === 'cpu' ? [cpu[arch]] : cuda,
    keep: variant === 'cpu' ? keep : [...keep, 'nvidia/'],
    unpackedMegabytes: variant === 'cuda' ? 6000 : arch === 'x64' ? 690 : 775,
  }
}

/** @param {Plan} plan @returns {number} the most disk that installing it needs at one time */
export function megabytesNeeded(plan) {
  return plan.unpackedMegabytes + Math.max(...plan.wheels.map((each) => each.megabytes))
}
