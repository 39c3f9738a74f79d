using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Cnn;
using Cnn.Networks;
using Cnn.Ops;
using Cnn.Preprocessing;
using Demo.Ui;

namespace Demo.Teaching;

/// <summary>What is taught on: a trained network up to its features, or a small one that learns from the frames themselves.</summary>
internal sealed class Backbone
{
    private readonly Lazy<string> _digest;

    private Backbone(string name, Node input, Node features, VariableSet variables, PreprocessingGraph preprocessing)
    {
        (Name, Input, Features, Variables, Preprocessing) = (name, input, features, variables, preprocessing);
        _digest = new Lazy<string>(ComputeDigest);
    }

    /// <summary>What people call it.</summary>
    public string Name { get; }

    /// <summary>The picture that the network reads: [1,C,H,W] or [1,H,W,C].</summary>
    public Node Input { get; }

    /// <summary>[1, D].</summary>
    public Node Features { get; }

    /// <summary>The network's weights.</summary>
    public VariableSet Variables { get; }

    /// <summary>From a frame to <see cref="Input"/>.</summary>
    public PreprocessingGraph Preprocessing { get; }

    /// <summary>Whether it is the small network, which is trained too.</summary>
    public bool Learns { get; private init; }

    public int Length => Features.Shape[1];

    /// <summary>Tells networks apart that have one name: of the weights behind the features.</summary>
    public string Digest => _digest.Value;

    /// <summary>The features of an opened network; null where it has none, such as a detector.</summary>
    public static Backbone? Of(NetworkParts parts) =>
        parts.Model.Inputs is [var input] && parts.Preprocessing.Recipe is not null && FeatureLayer.Find(parts.Model) is { } features
            && features.Shape[1] <= MostFeatures
            ? new Backbone(parts.Name, input, features, parts.Variables, parts.Preprocessing) : null;

    /// <summary>The small network with its first weights.</summary>
    public static Backbone Small()
    {
        var variables = new VariableSet();
        var picture = new Node(new Input([1, 3, SmallCnn.Side, SmallCnn.Side]), "picture");
        return new Backbone(SmallName, picture, SmallCnn.Apply(variables, picture), variables,
            PreprocessingGraph.For(new Recipe(), picture.Shape))
        {
            Learns = true,
        };
    }

    /// <summary>What the small network is called.</summary>
    public const string SmallName = "small CNN";

    // A project has a row of them for each frame.
    private const int MostFeatures = 8192;

    /// <summary>The same network with other weights.</summary>
    public Backbone With(VariableSet variables) => new(Name, Input, Features, variables, Preprocessing) { Learns = Learns };

    private string ComputeDigest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var node in new Graph(Features).Nodes)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{node.Op.Name} {node.Shape};"));
            if (node.Op is Variable && !Learns && Variables[node.Name] is { Type: DataType.Float32 } weight)
                hash.AppendData(MemoryMarshal.AsBytes(weight.Floats));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
