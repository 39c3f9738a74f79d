using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>The kernels to choose from: those that come with the program, the person's own, and a network's first ones.</summary>
internal sealed class KernelList(LabState lab) : IOverlay
{
    public string Name => "kernels";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        var layout = (LabLayout)view.Layout;
        _ = (lab, layout);
    }
}
