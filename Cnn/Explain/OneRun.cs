using System.Collections.Immutable;
using Cnn.Backends;

namespace Cnn.Explain;

/// <summary>A method whose map is a node: one run, and it is read.</summary>
public abstract class OneRun : Attribution
{
    private Tensor? _map;

    private protected OneRun(ExplainedScore score) : base(score) { }

    /// <summary>The node of the map: [N,1,h,w].</summary>
    public abstract Node MapNode { get; }

    /// <inheritdoc/>
    public override Tensor Map => _map ??= new Tensor(MapNode.Shape);

    private protected override ImmutableArray<Node> Outputs => [MapNode];

    private protected override void Take(ISession session, int run) => session.Read(MapNode, Map);
}
