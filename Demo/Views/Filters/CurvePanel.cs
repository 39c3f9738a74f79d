using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>The activation's curve, over the histogram of the values that enter it, with the place's value on it.</summary>
internal sealed class CurvePanel(LabState lab) : IOverlay
{
    public string Name => "curve";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        var layout = (LabLayout)view.Layout;
        _ = (lab, layout);
    }
}
