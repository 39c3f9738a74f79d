namespace Cnn.Gl;

/// <summary>
/// How one node of an operator that is not the library's own runs on OpenGL: a shader's text, the numbers that are written
/// into it, and on how many invocations it runs. The text holds <c>main()</c> and its functions; before it stands what the
/// library's own shaders see too:
/// <list type="bullet">
/// <item><c>load0(i)</c>, <c>load1(i)</c>…: element i of an input, row-major; 0 for a negative i. <c>store(i, value)</c>
/// writes the output. Elements are <c>float</c>, or <c>int</c> for every other type.</item>
/// <item><c>N C H W</c>: the output's lengths, <c>N0 C0 H0 W0</c>… those of each input (axes that are not there have length
/// 1), and <c>COUNT</c>, <c>COUNT0</c>… the numbers of elements.</item>
/// <item><c>flatIndex()</c>: this invocation's number. Some are past the last and must do nothing.</item>
/// </list>
/// </summary>
/// <param name="Source">The shader, GLSL 4.30 without a version line.</param>
/// <param name="Trips">
/// The most that all loops of one invocation go round, inner ones included; 0 without loops. Some drivers leave loops
/// without a word after 65,535 trips: above 60,000 a node is refused.
/// </param>
public sealed record GlKernel(string Source, long Trips)
{
    private Kernel _kernel = new("", 0);

    /// <summary>How many invocations have work; null: one for each element of the output.</summary>
    public int? Invocations { get; init; }

    /// <summary>
    /// Whether elements are computed each from the same element of every input, in the shader's type <c>T</c>: a <c>float</c>,
    /// or a <c>vec4</c> where feature maps lie four channels to a texel. Such a kernel runs on both layouts, and nothing is
    /// converted for it.
    /// </summary>
    public bool Elementwise { get; init; }

    /// <summary>This kernel with a number that the shader reads by name, all of its digits kept; a program for each value.</summary>
    public GlKernel Define(string name, double value) => this with { _kernel = _kernel.Define(name, value) };

    /// <summary>This kernel with an integer that the shader reads by name; one program serves all values.</summary>
    public GlKernel With(string name, int value) => this with { _kernel = _kernel.With(name, value) };

    /// <summary>This kernel with a list of integers that the shader reads as <c>NAME(i)</c>; one program serves all values.</summary>
    public GlKernel With(string name, ReadOnlySpan<int> values) => this with { _kernel = _kernel.With(name, values) };

    /// <summary>Adds the node's launch.</summary>
    internal void Plan(NodePlanner p)
    {
        var kernel = _kernel with { Trips = Trips, Shader = p.Node.Op.Name, Label = p.Node.Op.Name, Text = Source };
        bool packs = Elementwise && p.Node.Inputs.All(input => Layouts.CanPack(input.Shape, input.Type));
        var layout = packs ? p.NaturalLayout : GlLayout.Nchw;
        if (Invocations is not { } count)
            p.LaunchForEach(kernel, layout);
        else
            p.Launch(kernel.ForEach(count));
    }
}
