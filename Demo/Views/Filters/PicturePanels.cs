using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>What enters the filter, what leaves it, and what the activation makes of it; the kernel's place is marked.</summary>
internal sealed class PicturePanels(LabState lab) : IOverlay
{
    public string Name => "pictures";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        var layout = (LabLayout)view.Layout;
        _ = (lab, layout);
    }
}
