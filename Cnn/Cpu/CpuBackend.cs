using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Cnn.Backends;
using Cnn.Cpu.Lanes;

namespace Cnn.Cpu;

/// <summary>
/// Runs graphs on the processor: kernels over the widest vector registers that it has, on several threads, in managed code. Operators
/// that no kernel is written for run as their definition; the timing table says which.
/// </summary>
public sealed class CpuBackend : IBackend
{
    private readonly KernelTable _kernels;
    private readonly ThreadCrew _crew;
    private readonly TimeProvider _time;

    /// <summary>Makes a backend.</summary>
    /// <param name="threads">
    /// How many threads a run uses, the caller's included; 0: as many as there are processors, shared with all backends that say so.
    /// </param>
    /// <param name="time">The clock that the timing table uses; null: the system's.</param>
    /// <exception cref="CnnException"><paramref name="threads"/> is negative.</exception>
    public CpuBackend(int threads = 0, TimeProvider? time = null) : this(threads, WidestLanes, time) { }

    /// <param name="threads">How many threads a run uses.</param>
    /// <param name="lanes">How many floats a register has: 4, 8 or 16. Narrower ones than there are work too.</param>
    /// <param name="time">The clock.</param>
    internal CpuBackend(int threads, int lanes, TimeProvider? time = null)
    {
        if (threads < 0)
            throw new CnnException($"{threads} threads cannot run anything; give 1 or more, or 0 for as many as there are processors");
        _kernels = lanes switch
        {
            16 => KernelTable.Of<Lanes16>(),
            8 => KernelTable.Of<Lanes8>(),
            _ => KernelTable.Of<Lanes4>(),
        };
        _crew = threads == 0 ? ThreadCrew.OfProcess : new ThreadCrew(threads);
        _time = time ?? TimeProvider.System;
    }

    /// <summary>
    /// The widest registers that this machine adds and multiplies floats in. Of AVX-512 the runtime itself makes no use on processors
    /// that slow their clock for it; a run's long rows of products gain more than that costs.
    /// </summary>
    internal static int WidestLanes => Avx512F.IsSupported ? 16 : Vector256.IsHardwareAccelerated ? 8 : 4;

    /// <inheritdoc/>
    public string Name => "cpu";

    /// <inheritdoc/>
    public string Device => $"{RuntimeInformation.ProcessArchitecture}, {_kernels.Lanes * 32}-bit vectors, "
        + $"{_crew.Count} thread{(_crew.Count == 1 ? "" : "s")}";

    /// <inheritdoc/>
    public ICompilation Compile(Graph graph, VariableSet variables, CompileOptions? options = null) =>
        new CpuCompilation(new CompiledGraph(graph, options), variables, _kernels, _crew, _time);

    /// <inheritdoc/>
    public long ActivationBytes(Graph graph, CompileOptions? options = null) =>
        GraphPlanner.Plan(new CompiledGraph(graph, options), _kernels, _crew.Count).ActivationBytes;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_crew != ThreadCrew.OfProcess)
            _crew.Dispose();
    }
}
