namespace Cnn.Gl.Kernels;

/// <summary>Operators that compute each element from the same element of their inputs.</summary>
internal static class Elementwise
{
    /// <summary>A rule for a function of one number, written in GLSL of <c>x</c>.</summary>
    public static Action<NodePlanner> Unary(string expression) => planner =>
        planner.LaunchForEach(new Kernel("unary") { Label = planner.Node.Op.Name.ToLowerInvariant() }.Define("F(x)", expression));
}
