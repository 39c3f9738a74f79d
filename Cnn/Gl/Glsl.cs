using System.Globalization;

namespace Cnn.Gl;

/// <summary>How numbers are written into shader source.</summary>
internal static class Glsl
{
    /// <summary>An integer literal.</summary>
    public static string Int(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A float literal with all its digits; infinities and NaN by their bits, which GLSL has no literal for.</summary>
    public static string Float(float value)
    {
        if (!float.IsFinite(value))
            return $"uintBitsToFloat(0x{BitConverter.SingleToUInt32Bits(value):X8}u)";
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        string literal = text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text;
        return value < 0 ? $"({literal})" : literal;
    }
}
