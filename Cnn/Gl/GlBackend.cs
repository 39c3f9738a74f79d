using Cnn.Backends;
using Silk.NET.OpenGL;

namespace Cnn.Gl;

/// <summary>
/// Runs graphs as OpenGL compute shaders on the context that is current when it is made. All calls belong on a thread where
/// that context is or can be made current; elsewhere they are errors.
/// </summary>
public sealed class GlBackend : IBackend
{
    // Parts of the names under which renderers that compute on the processor are known.
    private static readonly string[] Software = ["llvmpipe", "softpipe", "SwiftShader", "Software", "Basic Render"];

    private readonly GlOptions _options;
    private readonly GlDevice _device;
    private readonly IDisposable? _owned;
    private readonly Dictionary<VariableSet, GlVariables> _variables = [];

    /// <summary>The built-in shaders by the names under which a folder may replace them: <c>ops/conv.comp.glsl</c>.</summary>
    public static IReadOnlyList<string> ShaderNames => ShaderSources.Names;

    /// <summary>Runs on a context of OpenGL 4.3 or later.</summary>
    /// <param name="gl">The context's functions; it is current on this thread.</param>
    /// <param name="options">How it behaves.</param>
    /// <param name="context">Whatever is disposed after the backend; null: the context stays the caller's.</param>
    /// <exception cref="GlException">The context is older or has no compute shaders.</exception>
    public GlBackend(GL gl, GlOptions? options = null, IDisposable? context = null)
    {
        _owned = context;
        _options = options ?? new GlOptions();
        if (!GlVersion.Of(gl).HasCompute)
            throw new GlException($"compute shaders need OpenGL {GlVersion.Compute}; this context is {gl.GetStringS(StringName.Version)}");
        Device = gl.GetStringS(StringName.Renderer);
        _options = _options with { SharesSums = _options.SharesSums ?? !IsSoftware(gl) };
        Limits = _options.Limits ?? GlLimits.Of(gl);
        _device = new GlDevice(
            gl, Limits, new ProgramCache(gl, new ShaderSources(_options.ShaderDirectory)), _options.Fences ?? new GlFences(gl),
            new CurrentContext(HeadlessContext.Of(gl)), _options.Time);
    }

    /// <summary>Whether a context draws and computes on the processor, as Mesa's llvmpipe does.</summary>
    public static bool IsSoftware(GL gl) =>
        Software.Any(name => gl.GetStringS(StringName.Renderer).Contains(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Opens a context that needs no window, current on this thread, and a backend that owns it.</summary>
    /// <exception cref="GlException">There is no OpenGL 4.3 without a window here; the message says what is missing.</exception>
    public static GlBackend OpenHeadless(GlOptions? options = null)
    {
        var context = new HeadlessContext();
        try
        {
            return new GlBackend(context.Gl, options, context);
        }
        catch
        {
            context.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string Name => "gl";

    /// <inheritdoc/>
    public string Device { get; }

    /// <summary>The limits that kernels are planned for.</summary>
    public GlLimits Limits { get; }

    /// <inheritdoc/>
    public ICompilation Compile(Graph graph, VariableSet variables, CompileOptions? options = null)
    {
        _device.Context.Require();
        if (!_variables.TryGetValue(variables, out var device))
            _variables[variables] = device = new GlVariables(_device, variables, set => _variables.Remove(set));
        device.Acquire();
        try
        {
            var compiled = new CompiledGraph(graph, options);
            var plan = GraphPlanner.Plan(compiled, device.Tensor, _options, Limits.BufferBytes);
            return new GlCompilation(_device, compiled, device, plan);
        }
        catch
        {
            device.Release();
            throw;
        }
    }

    /// <inheritdoc/>
    public long ActivationBytes(Graph graph, CompileOptions? options = null) =>
        ActivationBytes(graph, options, _options, Limits.BufferBytes);

    /// <summary>What <see cref="IBackend.ActivationBytes"/> of this backend says, where there is no device to ask.</summary>
    /// <exception cref="CnnException">An operator cannot run here.</exception>
    public static long PlannedBytes(Graph graph, CompileOptions? options = null) =>
        ActivationBytes(graph, options, new GlOptions(), int.MaxValue);

    private static long ActivationBytes(Graph graph, CompileOptions? compile, GlOptions options, long largest)
    {
        static GlTensor Variable(Node node) => GlTensor.New(node.Shape, node.Type);
        return GraphPlanner.Plan(new CompiledGraph(graph, compile), Variable, options, largest).ActivationBytes;
    }

    /// <summary>Frees the programs. Dispose the sessions first.</summary>
    public void Dispose()
    {
        if (_device.Context.IsDisposed)
            return;
        if (_device.Context.IsToBeHad())
            _device.Programs.Dispose();
        _device.Context.Dispose();
        _owned?.Dispose();
    }
}
