using Cnn;
using Cnn.Ops;
using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>The picture moved sideways by whole pixels, as an Input says: the edge's pixels stand for what comes in.</summary>
internal sealed class LabShift
{
    /// <summary>How far it goes to either side, in pixels.</summary>
    public const int Most = 8;

    private readonly Node _columns;

    /// <param name="picture">[1,C,H,W].</param>
    public LabShift(Node picture)
    {
        _columns = new Node(new Input([picture.Shape[3]], DataType.Int32), "shift");
        Shifted = new Node(new Gather(3), [picture, _columns], "shifted picture");
    }

    /// <summary>The moved picture.</summary>
    public Node Shifted { get; }

    /// <summary>What is written for a shift.</summary>
    /// <param name="pixels">To the right; −8 … 8.</param>
    public Dial Dial(int pixels)
    {
        var columns = new Tensor(_columns.Shape, DataType.Int32);
        pixels = Math.Clamp(pixels, -Most, Most);
        for (int x = 0; x < columns.Count; x++)
            columns.Span<int>()[x] = Math.Clamp(x - pixels, 0, columns.Count - 1);
        return new(_columns, columns);
    }
}
