using System.Globalization;
using System.Text;

namespace Cnn.Gl;

/// <summary>
/// Generates what stands before a shader file. A shader sees its tensors only through this:
/// <list type="bullet">
/// <item><c>in0[i]</c>, <c>in1[i]</c>… and <c>out_[i]</c>: the elements of buffers in row-major order;</item>
/// <item><c>load0(n, c, y, x)</c>… and <c>store(n, c, y, x, value)</c>: a feature map's element, with its sizes
/// <c>N0 C0 H0 W0</c>…, <c>N C H W</c> (the output's) and element counts <c>COUNT0</c>…, <c>COUNT</c>;</item>
/// <item>its own <see cref="Kernel.Defines"/> and <see cref="Kernel.Numbers"/>;</item>
/// <item><c>flatIndex()</c>: this invocation's element in a <see cref="Kernel.ForEach"/> kernel; compare it with COUNT.</item>
/// </list>
/// </summary>
internal static class Prologue
{
    public static string Generate(Kernel kernel, ReadOnlySpan<GlTensor> inputs, GlTensor output, out int[] uniforms)
    {
        var text = new StringBuilder("#version 430 core\n");
        text.Append($"layout(local_size_x = {kernel.Group.X}, local_size_y = {kernel.Group.Y}, local_size_z = {kernel.Group.Z}) in;\n");
        foreach (var (name, value) in kernel.Defines)
            text.Append($"#define {name} {value}\n");

        var numbers = new List<(string Name, int[] Values)>(kernel.Numbers);
        for (int i = 0; i < inputs.Length; i++)
            AddSizes(numbers, i.ToString(CultureInfo.InvariantCulture), inputs[i]);
        AddSizes(numbers, "", output);
        uniforms = AppendNumbers(text, numbers, kernel.Bake);

        for (int i = 0; i < inputs.Length; i++)
            AppendInput(text, i, inputs[i]);
        AppendOutput(text, inputs.Length, output);
        text.Append("int flatIndex() { return int(gl_GlobalInvocationID.x + gl_GlobalInvocationID.y * gl_NumWorkGroups.x * gl_WorkGroupSize.x); }\n");
        return text.ToString();
    }

    private static void AddSizes(List<(string, int[])> numbers, string suffix, GlTensor tensor)
    {
        var (n, c, h, w) = tensor.Map;
        numbers.Add(("N" + suffix, [n]));
        numbers.Add(("C" + suffix, [c]));
        numbers.Add(("H" + suffix, [h]));
        numbers.Add(("W" + suffix, [w]));
        numbers.Add(("COUNT" + suffix, [checked((int)tensor.Shape.Count)]));
    }

    private static int[] AppendNumbers(StringBuilder text, List<(string Name, int[] Values)> numbers, bool bake)
    {
        var uniforms = new List<int>();
        foreach (var (name, values) in numbers)
        {
            if (bake && values.Length == 1)
                text.Append($"#define {name} {(values[0] < 0 ? $"({values[0]})" : $"{values[0]}")}\n");
            else if (bake)
                text.Append($"const int {name}_[{values.Length}] = int[]({string.Join(", ", values)});\n#define {name}(i) {name}_[i]\n");
            else
                text.Append(values.Length == 1
                    ? $"#define {name} numbers_[{uniforms.Count}]\n"
                    : $"#define {name}(i) numbers_[{uniforms.Count} + (i)]\n");
            if (!bake)
                uniforms.AddRange(values);
        }
        if (uniforms.Count > 0)
            text.Append($"layout(location = 0) uniform int numbers_[{uniforms.Count}];\n");
        return [.. uniforms];
    }

    private static void AppendInput(StringBuilder text, int i, GlTensor tensor)
    {
        string type = tensor.IsFloat ? "float" : "int";
        text.Append($"layout(std430, binding = {i}) readonly restrict buffer In{i} {{ {type} in{i}[]; }};\n");
        text.Append($"{type} load{i}(int n, int c, int y, int x) {{ return in{i}[((n * C{i} + c) * H{i} + y) * W{i} + x]; }}\n");
    }

    private static void AppendOutput(StringBuilder text, int binding, GlTensor tensor)
    {
        string type = tensor.IsFloat ? "float" : "int";
        text.Append($"layout(std430, binding = {binding}) restrict buffer Out {{ {type} out_[]; }};\n");
        text.Append($"void store(int n, int c, int y, int x, {type} value) {{ out_[((n * C + c) * H + y) * W + x] = value; }}\n");
    }
}
