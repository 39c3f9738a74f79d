using Cnn;
using Cnn.Ops;

namespace Demo.Cutting;

/// <summary>The activations that may take another one's place, by their words.</summary>
internal static class Activations
{
    private static readonly (string Word, Op Op)[] s_all =
    [
        ("relu", new Relu()), ("leakyrelu", new LeakyRelu()), ("sigmoid", new Sigmoid()), ("tanh", new Tanh()), ("elu", new Elu()),
        ("hardswish", new HardSwish()), ("none", new Identity()),
    ];

    public static IReadOnlyList<string> Words { get; } = [.. s_all.Select(a => a.Word)];

    public static Op Of(string word) => s_all.First(a => a.Word == word).Op;

    public static string WordOf(Op op) => s_all.FirstOrDefault(a => a.Op.GetType() == op.GetType()).Word ?? op.Name.ToLowerInvariant();

    /// <summary>The one after another in the list.</summary>
    public static Op After(Op op)
    {
        int at = Array.FindIndex(s_all, a => a.Op.GetType() == op.GetType());
        return s_all[(at + 1) % s_all.Length].Op;
    }
}
