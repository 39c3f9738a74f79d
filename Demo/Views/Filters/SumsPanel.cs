using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>The arithmetic of one place: patch, kernel, products, sum and bias.</summary>
internal sealed class SumsPanel(LabState lab) : IOverlay
{
    public string Name => "sums";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        var layout = (LabLayout)view.Layout;
        _ = (lab, layout);
    }
}
