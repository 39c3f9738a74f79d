using System.Text.RegularExpressions;
using Cnn.Backends;
using Cnn.Gl;
using Silk.NET.OpenGL;

namespace Cnn.Tests.Gl;

/// <summary>
/// The built-in shaders with a counter in each loop: how often an invocation's loops really went round at most, by shader. Loops over a
/// tile, which compilers unroll, do not count.
/// </summary>
internal sealed partial class LoopCounter : IDisposable
{
    private const uint Binding = 15;

    private readonly GL _gl;
    private readonly string[] _shaders;
    private readonly string _folder = Directory.CreateTempSubdirectory("loops").FullName;
    private readonly uint _buffer;

    public LoopCounter(GL gl)
    {
        _gl = gl;
        _shaders = [.. GlBackend.ShaderNames.Where(name => name.StartsWith("ops/"))];
        foreach (string name in GlBackend.ShaderNames.Where(name => name.StartsWith("ops/") || name.StartsWith("common/")))
        {
            string file = Path.Combine(_folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            string text = Count(new ShaderSources(null).Read(name));
            File.WriteAllText(file, name.StartsWith("common/") ? text : AroundMain(text, Array.IndexOf(_shaders, name)));
        }
        _buffer = gl.GenBuffer();
        gl.BindBuffer(BufferTargetARB.ShaderStorageBuffer, _buffer);
        gl.BufferData<int>(BufferTargetARB.ShaderStorageBuffer, new int[_shaders.Length], BufferUsageARB.DynamicRead);
        gl.BindBufferBase(BufferTargetARB.ShaderStorageBuffer, Binding, _buffer);
        Backend = new GlBackend(gl, new GlOptions { ShaderDirectory = _folder });
    }

    /// <summary>Runs the counting shaders.</summary>
    public GlBackend Backend { get; }

    /// <summary>The most trips since the last time, by the shaders' names.</summary>
    public Dictionary<string, int> Counted()
    {
        var most = new int[_shaders.Length];
        _gl.MemoryBarrier(MemoryBarrierMask.BufferUpdateBarrierBit);
        _gl.BindBuffer(BufferTargetARB.ShaderStorageBuffer, _buffer);
        _gl.GetBufferSubData<int>(BufferTargetARB.ShaderStorageBuffer, 0, most.AsSpan());
        _gl.BufferSubData<int>(BufferTargetARB.ShaderStorageBuffer, 0, new int[most.Length]);
        return _shaders.Zip(most).ToDictionary(pair => pair.First["ops/".Length..^".comp.glsl".Length], pair => pair.Second);
    }

    /// <summary>The most trips that the launches of a graph declare, by the shaders' names.</summary>
    public static Dictionary<string, long> Declared(Cnn.Graph graph, CompileOptions? options = null)
    {
        var plan = GraphPlanner.Plan(
            new CompiledGraph(graph, options), node => GlTensor.New(node.Shape, node.Type), new GlOptions(), int.MaxValue);
        return plan.Derivations.Select(d => d.Launch).Concat(plan.Launches).OfType<KernelLaunch>().Select(launch => launch.Kernel)
            .GroupBy(kernel => kernel.Shader).ToDictionary(group => group.Key, group => group.Max(kernel => kernel.Trips));
    }

    public void Dispose()
    {
        Backend.Dispose();
        _gl.DeleteBuffer(_buffer);
        Directory.Delete(_folder, recursive: true);
    }

    private static string AroundMain(string text, int index) =>
        $"layout(std430, binding = {Binding}) buffer Most {{ int most_[]; }};\nint trips_ = 0;\n"
        + text.Replace("void main()", "void counted_()")
        + $"\nvoid main()\n{{\n    counted_();\n    atomicMax(most_[{index}], trips_);\n}}\n";

    // Each condition that holds is a trip.
    private static string Count(string text) => Loop().Replace(text, match =>
    {
        string condition = match.Groups["condition"].Value;
        return condition.Contains("TILE") || condition.Contains("LANES_IN") ? match.Value
            : $"{match.Groups["before"].Value}({condition}) && ++trips_ > 0{match.Groups["after"].Value}";
    });

    // for (…; condition; …) and while (condition); parentheses within the parts are in pairs.
    [GeneratedRegex(
        @"(?<before>for \([^;\n]*; |while \()(?<condition>(?:[^;()\n]|\((?:[^()\n]|\([^()\n]*\))*\))+)(?<after>;[^\n]*\)|\)(?=\r?\n))")]
    private static partial Regex Loop();
}
