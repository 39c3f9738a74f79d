namespace Cnn;

/// <summary>The element types that tensors have.</summary>
public enum DataType
{
    /// <summary>32-bit IEEE float: everything that carries feature maps.</summary>
    Float32,
    /// <summary>64-bit signed integer: ONNX's type for shapes and indices.</summary>
    Int64,
    /// <summary>32-bit signed integer.</summary>
    Int32,
    /// <summary>8-bit unsigned integer.</summary>
    UInt8,
    /// <summary>Boolean.</summary>
    Bool,
}
