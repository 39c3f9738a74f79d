using Cnn.Backends;

namespace Cnn.Gl;

/// <summary>Compiles one launch a step; the plan is there already.</summary>
internal sealed class GlCompilation(GlDevice device, CompiledGraph graph, GlVariables variables, Plan plan) : ICompilation
{
    private readonly Launch[] _launches = [.. plan.Derivations.Select(d => d.Launch), .. plan.Launches];
    private GlSession? _session;
    private bool _disposed;
    private int _next;

    public double Progress => _session is not null ? 1 : (double)_next / (_launches.Length + 1);

    public ISession Session => _session ?? throw new InvalidOperationException("the compilation is not finished");

    public bool Step(TimeSpan budget)
    {
        device.Context.Require();
        var deadline = device.In(budget);
        while (_session is null)
        {
            if (_next == _launches.Length)
            {
                _session = new GlSession(device, graph, variables, plan);
                break;
            }
            _launches[_next++].Prepare(device.Gl, device.Limits, device.Programs);
            if (deadline.IsOver)
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
        if (!device.Context.IsToBeHad())
            return;
        variables.Release();
        foreach (var memory in plan.Owned)
            memory.Dispose();
    }
}
