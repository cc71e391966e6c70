import protobuf from 'protobufjs'
import { message } from '../protobuf/describe.ts'

/** The field that stands for numbers left in the file: of the range that no protobuf file may use. */
export const extentField = 19_000

/**
 * The part of ONNX's protobuf schema that running a network takes, as protobufjs reflection; readers skip what is not here. `graph` is
 * declared as text where it only matters whether it is there (`pruned.ts` leaves it empty), enumerations as numbers. `extent` is ours: see
 * `pruned.ts`.
 */
const root = protobuf.Root.fromJSON({
  nested: {
    StringStringEntryProto: message({ key: '1 string', value: '2 string' }),
    Extent: message({ field: '1 uint32', start: '2 double', length: '3 double' }),
    TensorProto: message({
      dims: '1 int64*',
      data_type: '2 int32',
      float_data: '4 float*',
      int32_data: '5 int32*',
      int64_data: '7 int64*',
      name: '8 string',
      raw_data: '9 bytes',
      double_data: '10 double*',
      uint64_data: '11 uint64*',
      external_data: '13 StringStringEntryProto*',
      data_location: '14 int32',
      extent: `${extentField} Extent*`,
    }),
    SparseTensorProto: message({ values: '1 TensorProto' }),
    AttributeProto: message({
      name: '1 string',
      f: '2 float',
      i: '3 int64',
      s: '4 string',
      t: '5 TensorProto',
      g: '6 bytes',
      floats: '7 float*',
      ints: '8 int64*',
      strings: '9 string*',
      type: '20 int32',
    }),
    NodeProto: message({
      input: '1 string*',
      output: '2 string*',
      name: '3 string',
      op_type: '4 string',
      attribute: '5 AttributeProto*',
      domain: '7 string',
    }),
    Dimension: message({ dim_value: '1 int64', dim_param: '2 string' }),
    TensorShapeProto: message({ dim: '1 Dimension*' }),
    TensorTypeProto: message({ elem_type: '1 int32', shape: '2 TensorShapeProto' }),
    TypeProto: message({ tensor_type: '1 TensorTypeProto' }),
    ValueInfoProto: message({ name: '1 string', type: '2 TypeProto' }),
    GraphProto: message({
      node: '1 NodeProto*',
      name: '2 string',
      initializer: '5 TensorProto*',
      input: '11 ValueInfoProto*',
      output: '12 ValueInfoProto*',
      sparse_initializer: '15 SparseTensorProto*',
    }),
    OperatorSetIdProto: message({ domain: '1 string', version: '2 int64' }),
    FunctionProto: message({ name: '1 string', domain: '10 string' }),
    ModelProto: message({
      ir_version: '1 int64',
      producer_name: '2 string',
      producer_version: '3 string',
      graph: '7 GraphProto',
      opset_import: '8 OperatorSetIdProto*',
      functions: '25 FunctionProto*',
    }),
  },
})

export const modelProto = root.lookupType('ModelProto')
export const tensorProto = root.lookupType('TensorProto')
