using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>How the kernel is laid on (padding, stride, dilation, colours) and the size that this makes, spelled out.</summary>
internal sealed class OptionsPanel(LabState lab) : IOverlay
{
    public string Name => "options";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        var layout = (LabLayout)view.Layout;
        _ = (lab, layout);
    }
}
