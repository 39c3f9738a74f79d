using Cnn.Backends;

namespace Cnn.Cpu;

/// <summary>Plans and allocates, in one step of some milliseconds; weights are packed when the first run begins.</summary>
internal sealed class CpuCompilation(
    CompiledGraph compiled, VariableSet variables, KernelTable kernels, ThreadCrew crew, TimeProvider time) : ICompilation
{
    private CpuSession? _session;

    public double Progress => _session is null ? 0 : 1;

    public ISession Session => _session ?? throw new InvalidOperationException("the compilation is not finished");

    public bool Step(TimeSpan budget)
    {
        _session ??= new CpuSession(compiled, variables, GraphPlanner.Plan(compiled, kernels, crew.Count), crew, time);
        return true;
    }

    // Finished, everything belongs to the session.
    public void Dispose() { }
}
