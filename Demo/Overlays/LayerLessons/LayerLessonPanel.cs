using System.Collections.Immutable;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Overlays.LayerLessons;

/// <summary>The lesson of the chosen layer: how the value that is looked at comes about, live, and in a sentence what for.</summary>
internal sealed class LayerLessonPanel : IOverlay
{
    private static readonly Chord[] Slide = [Key.J];

    private readonly Paragraph _sentence = new();

    public string Name => "lesson";

    public Toggle? Toggle => Ui.Toggle.Lesson;

    /// <summary>What can be explained; the first that knows a layer does.</summary>
    public ImmutableArray<LayerLesson> Lessons { get; } =
    [
        new ConvLesson(), new PoolLesson(), new DenseLesson(), new SoftmaxLesson(), new CurveLesson(), new JoinLesson(), new MoveLesson(),
        new ResizeLesson(),
    ];

    public void Draw(Scene scene, in View view)
    {
        var body = Widgets.Panel(scene, view.Layout.Lesson, "", out var head);
        head = LanguageTabs.Draw(scene, head, Key.Y);
        head = KeyButtons.Draw(scene, head, Slide);
        var unit = scene.Unit;
        if (unit.Layer.IsVector)
            scene.List.Text(head, TextStyle.Body.Cut, $"Lesson: {unit.Layer.Name} · {scene.Network.UnitText(unit.Layer, unit.Channel)}");
        else
            scene.List.Text(head, TextStyle.Body.Cut,
                $"Lesson: {unit.Layer.Name} · {scene.Network.UnitText(unit.Layer, unit.Channel)} · ({unit.X}, {unit.Y})");
        if (scene.Lessons.Fault is { Length: > 0 } fault)
        {
            var line = body.BottomSlice(Theme.Row, out body);
            scene.List.Text(line, TextStyle.Label.In(Theme.Warning).Cut, fault);
            scene.List.Hot(line, HotKind.Tip, fault);
        }
        var lesson = unit.Layer.Index == 0 || unit.Value is null ? null : Find(unit);
        string key = lesson?.KeyOf(unit) ?? (unit.Layer.Index == 0 ? "layer.input" : "layer.other");
        float height = _sentence.Break(scene, scene.Lessons[key], body.Width);
        var text = body.BottomSlice(height, out var room, 4);
        _sentence.Draw(scene, text, TextStyle.Value);
        var total = room.BottomSlice(Theme.Row, out room, 2);
        if (unit.Value is not { } value)
        {
            scene.List.Text(total, TextStyle.Quiet, "nothing has run yet");
            return;
        }
        if (lesson is not null)
        {
            lesson.Draw(scene, unit, room, view.Scale);
            lesson.Total(scene, unit, total);
            return;
        }
        var board = new Board(scene, room, 1);
        board.Own(unit, board.Next("", out _), view.Scale);
        scene.List.Text(total, TextStyle.Value.Cut, $"= {value:0.000}");
    }

    /// <summary>The lesson that explains a value; null where none does.</summary>
    public LayerLesson? Find(in Arithmetic.Unit unit)
    {
        foreach (var lesson in Lessons)
            if (lesson.Terms.Take(unit))
                return lesson;
        return null;
    }
}
