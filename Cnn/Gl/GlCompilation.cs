using System.Diagnostics;
using Cnn.Backends;
using Silk.NET.OpenGL;

namespace Cnn.Gl;

/// <summary>Compiles one program a step; the plan itself takes milliseconds and is made at once.</summary>
internal sealed class GlCompilation : ICompilation
{
    private readonly GL _gl;
    private readonly GlLimits _limits;
    private readonly ProgramCache _programs;
    private readonly Graph _graph;
    private readonly GlVariables _variables;
    private readonly Plan _plan;
    private GlSession? _session;
    private int _next;

    public GlCompilation(GL gl, GlLimits limits, ProgramCache programs, Graph graph, GlVariables variables)
    {
        (_gl, _limits, _programs, _graph, _variables) = (gl, limits, programs, graph, variables);
        _plan = new Plan(graph, variables);
    }

    public double Progress => _session is not null ? 1 : (double)_next / (_plan.Dispatches.Count + 1);

    public ISession Session => _session ?? throw new InvalidOperationException("the compilation is not finished");

    public bool Step(TimeSpan budget)
    {
        long start = Stopwatch.GetTimestamp();
        while (_session is null)
        {
            if (_next == _plan.Dispatches.Count)
            {
                _session = new GlSession(_gl, _limits, _graph, _variables, _plan);
                break;
            }
            _plan.Dispatches[_next++].Prepare(_gl, _limits, _programs);
            if (budget >= TimeSpan.Zero && Stopwatch.GetElapsedTime(start) >= budget)
                return false;
        }
        return true;
    }

    public void Dispose()
    {
        if (_session is not null)
            return;
        foreach (var memory in _plan.Owned)
            memory.Dispose();
    }
}
