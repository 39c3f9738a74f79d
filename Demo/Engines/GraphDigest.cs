using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cnn;

namespace Demo.Engines;

/// <summary>
/// What a graph's speed depends on, as a short text: operators, parameters, shapes and how they are joined. Names and weights do not count,
/// so that a network that goes on learning is still the one that was measured.
/// </summary>
internal static class GraphDigest
{
    /// <summary>The digest, in small hexadecimal digits.</summary>
    public static string Of(Graph graph)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var numbers = new Dictionary<Node, int>();
        var line = new StringBuilder();
        foreach (var node in graph.Nodes)
        {
            line.Clear().Append(CultureInfo.InvariantCulture, $"{node.Op.Name} {node.Type} {node.Shape}");
            foreach (var (name, value) in node.Op.Parameters())
                line.Append(CultureInfo.InvariantCulture, $" {name}={value:R}");
            foreach (var input in node.Inputs)
                line.Append(CultureInfo.InvariantCulture, $" {numbers[input]}");
            hash.AppendData(Encoding.UTF8.GetBytes(line.Append('\n').ToString()));
            numbers.Add(node, numbers.Count);
        }
        foreach (var output in graph.Outputs)
            hash.AppendData(BitConverter.GetBytes(numbers[output]));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
