using Demo.Arithmetic;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>Softmax: e to the score, as a share of the sum over all classes.</summary>
internal sealed class SoftmaxArithmetic
{
    private readonly SoftmaxShare _share = new();

    /// <summary>False if the layer is no softmax over a list.</summary>
    public bool Draw(Scene scene, in Unit unit, in Rect body, float result)
    {
        if (unit.Node.Op is not Cnn.Ops.Softmax || !unit.Layer.IsVector || !_share.Take(unit))
            return false;
        var (list, own) = (scene.List, _share.Scores[_share.Class]);
        list.Text(body.Top(Theme.Row, out var rest), TextStyle.Body.Cut, $"score {own:0.00}, the largest {_share.Largest:0.00}");
        list.Text(rest.Top(Theme.Row, out rest), TextStyle.Body.Cut,
            $"e^({own - _share.Largest:0.00}) = {_share.Powers[_share.Class]:0.0000}");
        list.Text(rest.Top(Theme.Row, out rest), TextStyle.Body.Cut, $"sum over {_share.Classes} classes {_share.Sum:0.0000}");
        list.Text(rest.Top(Theme.Row, out _), TextStyle.Body.In(Theme.Accent).Cut, $"share {result * 100:0.00} %");
        return true;
    }
}
