using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>Three sentences for a beginner on what is to be seen.</summary>
internal sealed class LessonPanel(LabState lab) : IOverlay
{
    public string Name => "lesson";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        var layout = (LabLayout)view.Layout;
        _ = (lab, layout);
    }
}
