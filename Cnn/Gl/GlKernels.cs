using System.Collections.Immutable;

namespace Cnn.Gl;

/// <summary>How operators that are not the library's own run on OpenGL. Immutable; goes into <see cref="GlOptions.Kernels"/>.</summary>
public sealed class GlKernels
{
    private readonly ImmutableDictionary<Type, Func<Node, GlKernel>> _kernels;

    private GlKernels(ImmutableDictionary<Type, Func<Node, GlKernel>> kernels) => _kernels = kernels;

    /// <summary>None yet.</summary>
    public static GlKernels None { get; } = new(ImmutableDictionary<Type, Func<Node, GlKernel>>.Empty);

    /// <summary>These and the kernel of one more operator.</summary>
    /// <param name="kernel">The kernel for an operator and the node that it stands in, whose shapes may matter.</param>
    /// <exception cref="CnnException">The operator is the library's own, or has a kernel already.</exception>
    public GlKernels Add<T>(Func<T, Node, GlKernel> kernel) where T : Op
    {
        ArgumentNullException.ThrowIfNull(kernel);
        if (typeof(T).Assembly == typeof(Op).Assembly)
            throw new CnnException($"{typeof(T).Name} has a kernel of the library; GlOptions.ShaderDirectory replaces its shader");
        if (_kernels.ContainsKey(typeof(T)))
            throw new CnnException($"{typeof(T).Name} has a kernel already");
        return new(_kernels.Add(typeof(T), node => kernel((T)node.Op, node)));
    }

    /// <summary>The rule of a node's operator; null if there is none.</summary>
    internal Action<NodePlanner>? Find(Node node) =>
        _kernels.TryGetValue(node.Op.GetType(), out var kernel) ? p => kernel(node).Plan(p) : null;
}
