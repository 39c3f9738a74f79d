using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>Maximum, average and no pooling side by side, and what of each survives a shift of the picture.</summary>
internal sealed class PoolPanels(LabState lab) : IOverlay
{
    public string Name => "pools";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        var layout = (LabLayout)view.Layout;
        _ = (lab, layout);
    }
}
