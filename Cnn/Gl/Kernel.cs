using System.Collections.Immutable;

namespace Cnn.Gl;

/// <summary>
/// One dispatch, described: which shader, what is written into it, and on how many invocations it runs. The prologue
/// (<see cref="Prologue"/>) is made from this and from the tensors that are bound.
/// </summary>
/// <param name="Shader">The file: <c>max_pool</c> is Shaders/ops/max_pool.comp.glsl.</param>
internal sealed record Kernel(string Shader)
{
    /// <summary>What the timing table calls it.</summary>
    public string Label { get; init; } = Shader;

    /// <summary>Preprocessor definitions, in order: part of the program-cache key.</summary>
    public ImmutableArray<(string Name, string Value)> Defines { get; init; } = [];

    /// <summary>
    /// Integers that the shader reads by name: a single one as <c>NAME</c>, several as <c>NAME(i)</c>. Constants of the
    /// source where <see cref="Bake"/> is set, else uniforms, so that one program serves all sizes.
    /// </summary>
    public ImmutableArray<(string Name, int[] Values)> Numbers { get; init; } = [];

    /// <summary>Whether sizes and <see cref="Numbers"/> become constants: a program per shape, and two times faster inner loops.</summary>
    public bool Bake { get; init; }

    /// <summary>Invocations along x, y and z that have work.</summary>
    public (int X, int Y, int Z) Threads { get; init; } = (1, 1, 1);

    /// <summary>Invocations of a work group along x, y and z.</summary>
    public (int X, int Y, int Z) Group { get; init; } = (64, 1, 1);

    /// <summary>This kernel with one more definition.</summary>
    public Kernel Define(string name, string value = "1") => this with { Defines = Defines.Add((name, value)) };

    /// <summary>This kernel with a definition of a float, written so that GLSL reads back the same bits.</summary>
    public Kernel Define(string name, double value) => Define(name, Glsl.Float((float)value));

    /// <summary>This kernel with one more named integer or list of integers.</summary>
    public Kernel With(string name, params int[] values) => this with { Numbers = Numbers.Add((name, values)) };

    /// <summary>This kernel with an invocation for each of <paramref name="count"/> elements: see <c>flatIndex()</c>.</summary>
    public Kernel ForEach(long count)
    {
        // Rows of at most 1,024 groups: y then stays below 65,535 for every count an int can index.
        const int rowGroups = 1024;
        long groups = (count + 63) / 64;
        long x = Math.Min(groups, rowGroups);
        return this with { Group = (64, 1, 1), Threads = ((int)(x * 64), (int)((groups + x - 1) / Math.Max(x, 1)), 1) };
    }
}
