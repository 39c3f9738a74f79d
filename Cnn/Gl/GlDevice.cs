using Silk.NET.OpenGL;

namespace Cnn.Gl;

/// <summary>A context and what everything on it shares.</summary>
/// <param name="Gl">Its functions.</param>
/// <param name="Limits">Its limits.</param>
/// <param name="Programs">Its compiled programs.</param>
/// <param name="Fences">Tells how far the device is.</param>
/// <param name="Context">Knows where it is current.</param>
/// <param name="Time">The clock that budgets are measured with.</param>
internal sealed record GlDevice(
    GL Gl, GlLimits Limits, ProgramCache Programs, IFences Fences, CurrentContext Context, TimeProvider Time)
{
    /// <summary>Begins to measure a budget.</summary>
    public Deadline In(TimeSpan budget) => new(Time, budget);
}
