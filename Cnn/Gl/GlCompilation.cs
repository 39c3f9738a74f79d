using Cnn.Backends;
using Silk.NET.OpenGL;

namespace Cnn.Gl;

/// <summary>Compiles one launch a step; the plan is there already.</summary>
internal sealed class GlCompilation(
    GL gl, GlLimits limits, ProgramCache programs, CompiledGraph graph, GlVariables variables, Plan plan, TimeProvider time) : ICompilation
{
    private readonly Launch[] _launches = [.. plan.Derivations.Select(d => d.Launch), .. plan.Launches];
    private GlSession? _session;
    private bool _disposed;
    private int _next;

    public double Progress => _session is not null ? 1 : (double)_next / (_launches.Length + 1);

    public ISession Session => _session ?? throw new InvalidOperationException("the compilation is not finished");

    public bool Step(TimeSpan budget)
    {
        long start = time.GetTimestamp();
        while (_session is null)
        {
            if (_next == _launches.Length)
            {
                _session = new GlSession(gl, limits, programs, graph, variables, plan, time);
                break;
            }
            _launches[_next++].Prepare(gl, limits, programs);
            if (budget >= TimeSpan.Zero && time.GetElapsedTime(start) >= budget)
                return false;
        }
        return true;
    }

    public void Dispose()
    {
        // Finished, everything belongs to the session.
        if (_session is not null || _disposed)
            return;
        _disposed = true;
        variables.Release();
        foreach (var memory in plan.Owned)
            memory.Dispose();
    }
}
