using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Cnn.Gl;

/// <summary>
/// One dispatch, described: which shader, what is written into it, and on how many invocations it runs. The prologue
/// (<see cref="Prologue"/>) is made from this and from the tensors that are bound.
/// </summary>
/// <param name="Shader">The file: <c>pool</c> is Shaders/ops/pool.comp.glsl.</param>
/// <param name="Trips">
/// The most that all loops of one invocation go round in this launch, inner ones included; see <see cref="Loops"/>.
/// </param>
internal sealed partial record Kernel(string Shader, long Trips)
{
    /// <summary>The shader's text where it is no file of this library, which then only has its name from <see cref="Shader"/>.</summary>
    public string? Text { get; init; }

    /// <summary>What the timing table calls it.</summary>
    public string Label { get; init; } = Shader;

    /// <summary>Preprocessor definitions, in order: part of the program-cache key.</summary>
    public ImmutableArray<(string Name, string Value)> Defines { get; init; } = [];

    /// <summary>
    /// Integers that the shader reads by name: a single one as <c>NAME</c>, a list as <c>NAME(i)</c>. Constants of the
    /// source where <see cref="Bake"/> is set, else uniforms, so that one program serves all sizes.
    /// </summary>
    public ImmutableArray<Number> Numbers { get; init; } = [];

    /// <summary>Whether sizes and <see cref="Numbers"/> become constants: a program per shape, and two times faster inner loops.</summary>
    public bool Bake { get; init; }

    /// <summary>How many invocations have work; numbered by <c>flatIndex()</c>.</summary>
    public int Invocations { get; init; }

    /// <summary>Invocations of a work group.</summary>
    public int GroupSize { get; init; } = 64;

    /// <summary>This kernel with one more definition.</summary>
    public Kernel Define(string name, string value) => this with { Defines = Defines.Add((name, value)) };

    /// <summary>This kernel with a definition of a float, written so that GLSL reads back the same bits.</summary>
    public Kernel Define(string name, double value) => Define(name, Glsl.Float((float)value));

    /// <summary>This kernel with a definition of an integer.</summary>
    public Kernel Define(string name, int value) => Define(name, Glsl.Int(value));

    /// <summary>This kernel with one more named integer.</summary>
    public Kernel With(string name, int value) => this with { Numbers = Numbers.Add(new(name, [value], IsList: false)) };

    /// <summary>This kernel with one more named list of integers.</summary>
    public Kernel With(string name, ReadOnlySpan<int> values) =>
        this with { Numbers = Numbers.Add(new(name, values.ToArray(), IsList: true)) };

    /// <summary>
    /// This kernel with all integer constants of an operator, <c>LeastSide</c> as <c>LEAST_SIDE</c>: a number that the definition
    /// and the shader compute with stands in one place.
    /// </summary>
    public Kernel WithConstants<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.NonPublicFields)] T>()
        where T : Op => typeof(T).GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        .Where(field => field.IsLiteral && field.FieldType == typeof(int))
        .Aggregate(this, (kernel, field) => kernel.With(
            Capitals().Replace(field.Name, "_$0").ToUpperInvariant(), (int)field.GetRawConstantValue()!));

    [GeneratedRegex("(?<=.)[A-Z]")]
    private static partial Regex Capitals();

    /// <summary>This kernel with <paramref name="invocations"/> invocations, numbered by <c>flatIndex()</c>.</summary>
    public Kernel ForEach(int invocations) => this with { Invocations = invocations };

    /// <summary>
    /// The work groups along x and y. Rows of at most 1,024 groups keep y below 65,535 for every count that an int can
    /// number; invocations past the last must return.
    /// </summary>
    public (int X, int Y) Groups
    {
        get
        {
            int groups = (Invocations - 1) / GroupSize + 1;
            int x = Math.Min(groups, 1024);
            return (x, (groups - 1) / x + 1);
        }
    }
}

/// <summary>A named integer, or list of integers, of a kernel.</summary>
internal sealed record Number(string Name, int[] Values, bool IsList);
