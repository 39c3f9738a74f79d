using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>The row of stages from left to right, each with a small picture of what leaves it.</summary>
internal sealed class StagesPanel(LabState lab) : IOverlay
{
    public string Name => "stages";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        var layout = (LabLayout)view.Layout;
        _ = (lab, layout);
    }
}
