using Cnn;
using Cnn.Explain;
using Demo.Arithmetic;

namespace Demo.Ui;

/// <summary>The cells of a layer's maps that a value depends on: its receptive field there, cut off at the maps' edges.</summary>
/// <param name="Left">First column.</param>
/// <param name="Top">First row.</param>
/// <param name="Right">Last column.</param>
/// <param name="Bottom">Last row.</param>
/// <param name="First">The first of the maps.</param>
/// <param name="Last">The last of them.</param>
internal readonly record struct FieldBox(int Left, int Top, int Right, int Bottom, int First, int Last)
{
    /// <summary>Where that lies on a drawing of one of the maps.</summary>
    public Rect On(in Rect map, Layer layer)
    {
        float width = map.Width / layer.Columns, height = map.Height / layer.Rows;
        return new(map.X + Left * width, map.Y + Top * height, (Right - Left + 1) * width, (Bottom - Top + 1) * height);
    }
}

/// <summary>What one value depends on in every layer before it; asked for in every frame, traced when it is another value.</summary>
internal sealed class FieldTrace
{
    private UnitField? _field;
    private Network? _network;
    private (Node? Node, int Index) _traced;
    private bool _sees;

    /// <summary>The cells of a layer that a value depends on; null for none.</summary>
    public FieldBox? Of(in Unit unit, Layer layer)
    {
        if (_network != unit.Network)
            (_network, _traced, _field) = (unit.Network, default, new(unit.Network.Parts.Graph, unit.Network.Parts.Preprocessing.Output));
        // What is shown of the picture that enters may be that with its channels in front.
        var node = unit.Layer.Index == 0 ? _field!.Source : unit.Node;
        if (_traced != (node, unit.Index))
            _sees = unit.Layer.Index == 0 || _field!.Trace(node, unit.Index);
        _traced = (node, unit.Index);
        if (unit.Layer.Index == 0)
            return layer.Index == 0 ? new(unit.X, unit.Y, unit.X, unit.Y, unit.Channel, unit.Channel) : null;
        var box = _sees ? _field![layer.Index == 0 ? _field.Source : layer.Node] : [];
        if (box.IsEmpty)
            return null;
        bool last = layer.Index == 0 && layer.Node != _field!.Source;
        return box.Length switch
        {
            4 when last => new(box[2].First, box[1].First, box[2].Last, box[1].Last, box[3].First, box[3].Last),
            4 => new(box[3].First, box[2].First, box[3].Last, box[2].Last, box[1].First, box[1].Last),
            3 when layer.Node.Shape[0] == 1 => new(box[2].First, box[1].First, box[2].Last, box[1].Last, 0, 0),
            2 => new(0, 0, 0, 0, box[1].First, box[1].Last),
            _ => null,
        };
    }
}
