using System.Numerics;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>
/// Three sentences for a beginner on what is to be seen: of the kernel, the activation and the pool. Where there is room for one, it
/// is that of the chosen stage, and a click is the next one.
/// </summary>
internal sealed class LessonPanel(LabState lab) : IOverlay
{
    private const float Between = 5;

    private static readonly string[] Activations = ["activation.none", "activation.relu", "activation.leaky", "activation.sigmoid",
        "activation.tanh"];

    private readonly Paragraph[] _paragraphs = [new(), new(), new()];
    private readonly string[] _keys = ["", "", ""];
    private readonly NextSentence _next = new();
    private LabStage? _stage;
    private (FilterKernel? Kernel, string? Key) _kernel;

    public string Name => "lesson";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        var panel = ((LabLayout)view.Layout).Lesson;
        var (list, lessons) = (scene.List, scene.Lessons);
        var body = Widgets.Panel(scene, panel, "", out var head);
        head = LanguageTabs.Draw(scene, head, Key.L);
        Choose(lessons);
        if (lessons.Fault.Length > 0)
        {
            var line = body.Top(Theme.Row, out body);
            list.Text(line, TextStyle.Label.In(Theme.Warning).Cut, lessons.Fault);
            list.Hot(line, HotKind.Tip, lessons.Fault);
        }
        float height = -Between;
        for (int i = 0; i < 3; i++)
            height += Between + _paragraphs[i].Break(scene, lessons[_keys[i]], body.Width);
        bool all = height <= body.Height;
        if (all)
            list.Text(head, TextStyle.Quiet.Cut, "What you see");
        else
        {
            list.Text(head, TextStyle.Quiet.Cut, $"What you see {_next.Shown + 1}/3");
            list.Hot(panel with { Y = body.Y, Height = body.Height }, _next, "Says what is to be seen; a click is the next sentence.");
        }
        for (int i = 0; i < 3; i++)
            if (all || i == _next.Shown)
                body.Top(_paragraphs[i].Draw(scene, body, TextStyle.Value.In(i == _next.Shown || !all ? Theme.Text : Theme.Secondary)).Y
                    - body.Y + Between, out body);
    }

    private void Choose(Lessons lessons)
    {
        var row = lab.Row;
        int filter = lab.FilterOf(row);
        var kernel = lab.Filter?.Kernel;
        if (_kernel.Key is null || _kernel.Kernel != kernel)
            _kernel = (kernel, KeyOf(kernel, lessons));
        _keys[0] = _kernel.Key!;
        _keys[1] = Activations[0];
        _keys[2] = "pool.none";
        for (int i = row.Stages.Length - 1; i > filter; i--)
            if (row.Stages[i] is ActivationStage activation)
                _keys[1] = Activations[(int)activation.Kind];
        if (PoolComparison.In(row) is var (window, at) && at < row.Stages.Length)
            _keys[2] = window.Kind == PoolKind.Max ? "pool.max" : "pool.average";
        var stage = row.Stages.IsEmpty ? null : row.Stages[lab.Stage];
        if (!ReferenceEquals(stage, _stage))
            _next.Shown = stage switch { ActivationStage => 1, PoolStage => 2, _ => 0 };
        _stage = stage;
    }

    // Any kernel that no sentence was written for is one of the person's own.
    private string KeyOf(FilterKernel? kernel, Lessons lessons) => kernel is null ? "kernel.none"
        : lab.Library.Find(kernel.Name) == kernel && lessons.Has($"kernel.{kernel.Name}") ? $"kernel.{kernel.Name}" : "kernel.own";

    private sealed class NextSentence : Handle
    {
        public int Shown { get; set; }

        public override void Press(Scene scene, IAppActions app, in HotSpot spot, Vector2 at, MouseButton button) =>
            Shown = (Shown + 1) % 3;

        public override void Turn(Scene scene, IAppActions app, in HotSpot spot, float notches) =>
            Shown = (Shown + (notches < 0 ? 1 : 2)) % 3;
    }
}
