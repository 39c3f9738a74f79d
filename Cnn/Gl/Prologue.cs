using System.Globalization;
using System.Text;

namespace Cnn.Gl;

/// <summary>
/// Generates what stands before a shader file. A shader sees its tensors only through this:
/// <list type="bullet">
/// <item><c>load0(i)</c>, <c>load1(i)</c>…: texel i of an input, row-major; 0 for a negative i, which is how padding is
/// read. <c>store(i, value)</c> writes the output.</item>
/// <item><c>load0(n, g, y, x)</c>… and <c>store(n, g, y, x, value)</c>: the same by place in a feature map.</item>
/// <item>A texel is a <c>float</c> (or <c>int</c>) in row-major tensors; g is then the channel. It is a <c>vec4</c> of
/// four channels in C4 tensors; g is then the group of channels 4g … 4g+3. <c>T</c> is the output's texel, <c>S</c> one
/// element of it and <c>LANES</c> how many it has; a shader that says only T runs on both. Lanes past the last channel are
/// stored as 0. Where a kernel asks for it, a row-major tensor has texels of four neighbours (<see cref="GlTensor.InFours"/>).</item>
/// <item>Sizes: <c>N0 C0 G0 D0 H0 W0</c>… of each input and <c>N C G D H W</c> of the output, <c>PLANE0</c>…, <c>PLANE</c>
/// = D·H·W, and the number of texels <c>COUNT0</c>…, <c>COUNT</c>.</item>
/// <item><c>flatIndex()</c>: this invocation's number in a <see cref="Kernel.ForEach"/> kernel.</item>
/// <item><c>LOOP(n)</c>: n, as the bound of a loop that is not to be unrolled. NVIDIA's compiler unrolls every loop whose bound it
/// knows: a convolution took seconds, and its code no cache held.</item>
/// <item>the kernel's own <see cref="Kernel.Defines"/> and <see cref="Kernel.Numbers"/>.</item>
/// </list>
/// </summary>
internal static class Prologue
{
    public static string Generate(Kernel kernel, ReadOnlySpan<GlTensor> inputs, GlTensor output, GlLimits limits, out int[] uniforms)
    {
        var text = new StringBuilder("#version 430 core\n");
        text.Append($"layout(local_size_x = {kernel.GroupSize}, local_size_y = 1, local_size_z = 1) in;\n");
        text.Append($"#define T {output.GlslType}\n#define S {(output.Format == TexelFormat.Int ? "int" : "float")}\n");
        text.Append($"#define LANES {output.Lanes}\n");
        foreach (var (name, value) in kernel.Defines)
            text.Append($"#define {name} {value}\n");

        var numbers = new List<Number>(kernel.Numbers);
        for (int i = 0; i < inputs.Length; i++)
            AddSizes(numbers, i.ToString(CultureInfo.InvariantCulture), inputs[i]);
        AddSizes(numbers, "", output);
        uniforms = AppendNumbers(text, numbers, kernel.Bake);

        for (int i = 0; i < inputs.Length; i++)
            AppendInput(text, i, inputs[i], inputs[i].FitsTexture(limits));
        AppendOutput(text, inputs.Length, output);
        // There is one layer of work groups, which a compiler cannot know.
        text.Append("#define LOOP(n) ((n) > 1 ? (n) * int(gl_NumWorkGroups.z) : (n))\n");
        text.Append("int flatIndex() { return int(gl_GlobalInvocationID.x");
        text.Append(" + gl_GlobalInvocationID.y * gl_NumWorkGroups.x * gl_WorkGroupSize.x); }\n");
        return text.ToString();
    }

    private static void AddSizes(List<Number> numbers, string suffix, GlTensor tensor)
    {
        if (tensor.Offset != 0)
            numbers.Add(new("BEGIN" + suffix, [tensor.Offset], IsList: false));
        var map = tensor.Map;
        numbers.Add(new("N" + suffix, [map.N], IsList: false));
        numbers.Add(new("C" + suffix, [map.C], IsList: false));
        numbers.Add(new("G" + suffix, [tensor.Groups], IsList: false));
        numbers.Add(new("D" + suffix, [map.D], IsList: false));
        numbers.Add(new("H" + suffix, [map.H], IsList: false));
        numbers.Add(new("W" + suffix, [map.W], IsList: false));
        numbers.Add(new("PLANE" + suffix, [map.Plane], IsList: false));
        numbers.Add(new("COUNT" + suffix, [tensor.Texels], IsList: false));
    }

    private static int[] AppendNumbers(StringBuilder text, List<Number> numbers, bool bake)
    {
        var uniforms = new List<int>();
        foreach (var (name, values, isList) in numbers)
        {
            // GLSL has no empty arrays; a list of a scalar's no axes is never read.
            int[] list = values.Length == 0 ? [0] : values;
            if (bake)
                text.Append(isList
                    ? $"const int {name}_[{list.Length}] = int[]({string.Join(", ", list)});\n#define {name}(i) {name}_[i]\n"
                    : $"#define {name} ({values[0]})\n");
            else
            {
                text.Append(isList
                    ? $"#define {name}(i) numbers_[{uniforms.Count} + (i)]\n"
                    : $"#define {name} numbers_[{uniforms.Count}]\n");
                uniforms.AddRange(list);
            }
        }
        if (uniforms.Count > 0)
            text.Append($"layout(location = 0) uniform int numbers_[{uniforms.Count}];\n");
        return [.. uniforms];
    }

    private static void AppendInput(StringBuilder text, int i, GlTensor tensor, bool texture)
    {
        string type = tensor.GlslType;
        string at = tensor.Offset == 0 ? "i" : $"(i < 0 ? i : i + BEGIN{i})";
        if (texture)
        {
            var (format, image, lanes) = tensor.Format switch
            {
                TexelFormat.Float => ("r32f", "imageBuffer", ".x"),
                TexelFormat.Int => ("r32i", "iimageBuffer", ".x"),
                _ => ("rgba32f", "imageBuffer", ""),
            };
            text.Append($"layout({format}, binding = {i}) readonly uniform {image} in{i}_;\n");
            text.Append($"{type} load{i}(int i) {{ return imageLoad(in{i}_, {at}){lanes}; }}\n");
        }
        else
        {
            text.Append($"layout(std430, binding = {i}) readonly restrict buffer In{i} {{ {type} in{i}_[]; }};\n");
            text.Append($"{type} load{i}(int i) {{ return uint(i) < uint(in{i}_.length()) ? in{i}_[{at}] : {type}(0); }}\n");
        }
        text.Append($"{type} load{i}(int n, int g, int y, int x) {{ return load{i}(((n * G{i} + g) * D{i} * H{i} + y) * W{i} + x); }}\n");
    }

    private static void AppendOutput(StringBuilder text, int binding, GlTensor tensor)
    {
        string type = tensor.GlslType;
        string at = tensor.Offset == 0 ? "i" : "i + BEGIN";
        text.Append($"layout(std430, binding = {binding}) restrict buffer Out {{ {type} out_[]; }};\n");
        if (tensor.Layout == GlLayout.C4 && tensor.Map.C % 4 != 0)
            text.Append("void store(int i, vec4 value) { int g = i / PLANE % G; ")
                .Append($"out_[{at}] = mix(vec4(0), value, lessThan(4 * g + ivec4(0, 1, 2, 3), ivec4(C))); }}\n");
        else
            text.Append($"void store(int i, {type} value) {{ out_[{at}] = value; }}\n");
        text.Append($"void store(int n, int g, int y, int x, {type} value) {{ store(((n * G + g) * D * H + y) * W + x, value); }}\n");
    }
}
