import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { encodeBlob } from '../../../../test/corpus/networks/encode.ts'
import { TestFolder, tinyModel, tinyPrototxt } from '../../../../test/corpus/networks/tiny.ts'
import { openNetwork } from '../open.ts'
import { readCaffe } from './caffe.ts'
import { sampleFile } from './file.ts'
import { recogniseForeign } from './foreign.ts'
import { formatSafetensors } from './safetensors.ts'

const latin1 = (text: string) => Buffer.from(text, 'latin1')
const tar = Buffer.alloc(512)
tar.write('ustar', 257)

const files: [string, Buffer][] = [
  ['a Git LFS pointer', latin1('version https://git-lfs.github.com/spec/v1\noid sha256:12\nsize 1\n')],
  ['a web page', latin1('<!DOCTYPE html><html><head><title>404</title>')],
  ['a web page', latin1('\n  <?xml version="1.0"?><Error><Code>AccessDenied</Code>')],
  ['a zip archive', latin1('PK\x03\x04\0\0archive/data.pkl')],
  ['an HDF5 file', latin1('\x89HDF\r\n\x1a\n\0')],
  ['a Python pickle', latin1('\x80\x02\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19.')],
  ['a NumPy array', latin1('\x93NUMPY\x01\0v\0')],
  ['a file packed with gzip', latin1('\x1f\x8b\x08\0')],
  ['a file packed with xz', latin1('\xfd7zXZ\0')],
  ['a file packed with Zstandard', latin1('\x28\xb5\x2f\xfd\0')],
  ['a file packed with bzip2', latin1('BZh91AY&SY')],
  ['a tar archive', tar],
  ['a PNG picture', latin1('\x89PNG\r\n\x1a\n')],
  ['a JPEG picture', latin1('\xff\xd8\xff\xe0')],
  ['a PDF document', latin1('%PDF-1.7')],
  ['a TensorFlow Lite model', latin1('\x1c\0\0\0TFL3')],
  ['a safetensors file', formatSafetensors(new Map([['a', { shape: [1], data: Float32Array.of(1) }]]))],
  ["a Caffe solver's state", latin1('\x08\x64\x12\x13lenet_1.caffemodel\x1a')],
  ['an OpenVINO network', latin1('<?xml version="1.0"?>\n<net name="squeezenet" version="11">')],
  ['a program in MLIR', latin1('ML\xefR\x06StableHLO')],
  ['a program in MLIR', latin1('module @jit_f {\n func.func public @main')],
  ['a TensorRT engine', latin1('ptrt\0\0')],
  ['a MATLAB file', latin1('MATLAB 5.0 MAT-file, Platform: GLNXA64')],
  ['a Darknet network', latin1('# yolo\n[net]\nbatch=1')],
  ['an ncnn network', latin1('7767517\n75 83\nInput data')],
  ['an ONNX model', latin1('\x08\x07\x12\x07pytorch\x1a\x062.13.0')],
  ['a single Caffe blob', encodeBlob({ shape: [1, 3, 1, 1], data: [1, 2, 3], legacy: true })],
]

describe('a file of another kind', () => {
  it.each(files)('is recognised: %s', async (kind, bytes) => {
    await using folder = await TestFolder.create()
    expect(recogniseForeign(await sampleFile(await folder.write('x', bytes)))).toMatch(kind)
  })

  it.each([
    ['a prototxt', Buffer.from(tinyPrototxt)],
    ['a caffemodel', tinyModel()],
  ])('is not seen in %s', async (_, bytes) => {
    await using folder = await TestFolder.create()
    expect(recogniseForeign(await sampleFile(await folder.write('x', bytes)))).toBeUndefined()
  })

  it.each(files)('is named where a description or weights were expected: %s', async (kind, bytes) => {
    await using folder = await TestFolder.create()
    const prototxt = await folder.write('net.prototxt', tinyPrototxt)
    const caffemodel = await folder.write('net.caffemodel', tinyModel())
    const foreign = await folder.write('foreign', bytes)
    await expect(readCaffe({ prototxt: foreign, caffemodel })).rejects.toThrow(
      `foreign: a Caffe network description (.prototxt) is needed here, and this is ${kind}`,
    )
    await expect(readCaffe({ prototxt, caffemodel: foreign })).rejects.toThrow(
      `foreign: Caffe's weights (.caffemodel) are needed here, and this is ${kind}`,
    )
  })

  const zip = (...names: string[]) =>
    Buffer.from(zipSync(Object.fromEntries(names.map((name) => [name, new Uint8Array(8)]))))
  const ways: [string, Buffer, string][] = [
    [
      'net.pt',
      zip('net/data.pkl', 'net/data/0', 'net/version'),
      "net.pt: this is a PyTorch archive, which holds a Python pickle: reading one runs code, which is never done here; export the network from Python: torch.onnx.export(model.eval(), torch.zeros(1, 3, 224, 224), 'network.onnx').",
    ],
    [
      'script.pt',
      zip('s/data.pkl', 's/code/__torch__.py', 's/constants.pkl'),
      'this is a TorchScript archive, which holds a program; export the network from Python: torch.onnx.export(',
    ],
    [
      'old.pth',
      latin1('\x80\x02\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19.'),
      "this is a Python pickle, as PyTorch's older .pt and .pth are: reading one runs code, which is never done here; export the network from Python",
    ],
    [
      'weights.npz',
      zip('conv1.npy'),
      'this is an archive of NumPy arrays (.npz): weights without the network they are of',
    ],
    [
      'saved_model.pb',
      latin1('\x08\x01\x12\xff\x01'),
      'this is a TensorFlow SavedModel; convert it to ONNX: python -m tf2onnx.convert --saved-model',
    ],
    ['frozen.pb', latin1('\x0a\x20\x0a\x05input'), 'this is a frozen TensorFlow graph; convert it to ONNX'],
    [
      'net.tflite',
      latin1('\x1c\0\0\0TFL3'),
      'this is a TensorFlow Lite model; convert it to ONNX: python -m tf2onnx.convert --tflite',
    ],
    [
      'net.mlmodel',
      latin1('\x08\x04\x12\x10'),
      'this is a Core ML model; export the network that it was made from to ONNX',
    ],
    [
      'alone.safetensors',
      formatSafetensors(new Map([['a', { shape: [1], data: Float32Array.of(1) }]])),
      'this is a safetensors file; its network.json is needed too',
    ],
  ]

  it.each(ways)(
    'is refused with the way to a network that can be read: %s',
    async (name, bytes, sentence) => {
      await using folder = await TestFolder.create()
      await expect(openNetwork(await folder.write(name, bytes))).rejects.toThrow(sentence)
    },
  )

  it('is refused with the way where it is a folder', async () => {
    await using folder = await TestFolder.create()
    await folder.write('saved_model.pb', latin1('\x08\x01\x12'))
    await expect(openNetwork(folder.path)).rejects.toThrow(
      'this is the folder of a TensorFlow SavedModel; convert it to ONNX',
    )
  })

  it('is refused where it is empty, missing or a folder', async () => {
    await using folder = await TestFolder.create()
    await expect(sampleFile(await folder.write('empty', ''))).rejects.toThrow('empty: the file is empty.')
    await expect(sampleFile(`${folder.path}/none`)).rejects.toThrow('none: there is no such file.')
    await expect(sampleFile(folder.path)).rejects.toThrow('this is a folder, where a file is needed.')
  })
})
