using System.Numerics;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>How the kernel is laid on the picture, and the size that follows from it with its formula; or why that cannot be.</summary>
internal sealed class OptionsPanel(LabState lab) : IOverlay
{
    private const float LineHeight = 16, LeastRow = 18;

    private readonly Turner _turner = new(lab);
    private readonly (SizeFormula Formula, string Text)[] _formulas = new (SizeFormula, string)[2];
    private (SizeFormula Formula, string Text) _extent;

    public string Name => "window";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        var panel = ((LabLayout)view.Layout).Options;
        var body = Widgets.Panel(scene, panel, "Window", out _);
        var lines = body.BottomSlice(3 * LineHeight, out body, 2);
        if (body.Height >= 5 * LeastRow)
            for (int i = 0; i < 5; i++)
                DrawOption(scene, body.Top(Theme.Row, out body), (LabOption)i);
        else
        {
            // Two in a row, where they are short.
            DrawOption(scene, body.Top(LeastRow, out body), LabOption.Padding);
            DrawTwo(scene, body.Top(LeastRow, out body), LabOption.Stride, LabOption.Dilation, 0.44f);
            DrawTwo(scene, body.Top(LeastRow, out body), LabOption.Colours, LabOption.Side, 0.58f);
        }
        if (lab.Run.Fault.Length > 0)
            DrawFault(scene, lines);
        else if (scene.FrameSize.Width > 0 && lab.FilterOf(lab.Row) is >= 0 and var at)
            DrawFormulas(scene, lines, at);
    }

    private void DrawTwo(Scene scene, Rect row, LabOption first, LabOption second, float share)
    {
        DrawOption(scene, row.Left((row.Width - Theme.Gap) * share, out row, Theme.Gap), first);
        DrawOption(scene, row, second);
    }

    private void DrawOption(Scene scene, in Rect row, LabOption option)
    {
        string value = LabOptions.ValueOf(lab.Row, lab.Filter, option);
        var pill = row.RightSlice(MathF.Ceiling(scene.Fonts.Measure(value, Theme.Label)) + 14, out var name, 4);
        pill = pill with { Y = row.CentreY - 8, Height = 16 };
        bool hover = row.Contains(scene.State.Mouse.X, scene.State.Mouse.Y);
        scene.List.Text(name, TextStyle.Label, LabOptions.NameOf(option));
        scene.List.Fill(pill, hover ? Theme.ButtonHover : Theme.Button, 8, Theme.Edge);
        scene.List.Text(pill, TextStyle.Value.Centred, value);
        scene.List.Hot(row, _turner, LabOptions.TipOf(option), (int)option);
    }

    private void DrawFormulas(Scene scene, Rect lines, int filter)
    {
        var (width, height) = lab.Row.SizeFor(scene.FrameSize.Width, scene.FrameSize.Height);
        for (int i = 0; i < filter; i++)
            (width, height) = (lab.Row.Stages[i].SizeOf(width).Output, lab.Row.Stages[i].SizeOf(height).Output);
        var stage = lab.Row.Stages[filter];
        DrawFormula(scene, lines.Top(LineHeight, out lines), 0, "w", stage.SizeOf(width));
        DrawFormula(scene, lines.Top(LineHeight, out lines), 1, "h", stage.SizeOf(height));
        if (_extent.Text is null || _extent.Formula != stage.SizeOf(width))
            _extent = (stage.SizeOf(width), stage.SizeOf(width).ExtentText);
        if (_extent.Text.Length == 0)
            return;
        scene.List.Text(lines.Left(14, out var text), TextStyle.Label, "k");
        scene.List.Text(text, TextStyle.Value, _extent.Text);
        scene.List.Hot(lines, HotKind.Tip, "How many pixels the kernel reaches over: dilation·(size − 1) + 1.");
    }

    private void DrawFormula(Scene scene, in Rect line, int axis, string name, SizeFormula formula)
    {
        ref var made = ref _formulas[axis];
        if (made.Text is null || made.Formula != formula)
            made = (formula, formula.Text);
        scene.List.Text(line.Left(14, out var text), TextStyle.Label, name);
        scene.List.Text(text, TextStyle.Value, made.Text);
        scene.List.Hot(line, HotKind.Tip, axis == 0
            ? "The width of what leaves the filter: (width + padding − reach of the kernel) / stride + 1."
            : "The height of what leaves the filter: (height + padding − reach of the kernel) / stride + 1.");
    }

    // As many words in a line as fit; the last line is cut.
    private void DrawFault(Scene scene, Rect lines)
    {
        scene.List.Hot(lines, HotKind.Tip, lab.Run.Fault);
        ReadOnlySpan<char> rest = lab.Run.Fault;
        while (rest.Length > 0 && lines.Height >= LineHeight)
        {
            int length = lines.Height >= 2 * LineHeight ? FirstLine(scene, rest, lines.Width) : rest.Length;
            scene.List.Text(lines.Top(LineHeight, out lines), TextStyle.Label.Cut.In(Theme.Warning), rest[..length]);
            rest = rest[length..].TrimStart();
        }
    }

    private static int FirstLine(Scene scene, ReadOnlySpan<char> text, float width)
    {
        int length = text.Length;
        while (length > 0 && scene.Fonts.Measure(text[..length], Theme.Label) > width)
            length = text[..length].LastIndexOf(' ');
        return length > 0 ? length : text.Length;
    }

    private sealed class Turner(LabState lab) : Handle
    {
        public override void Press(Scene scene, IAppActions app, in HotSpot spot, Vector2 at, MouseButton button) =>
            LabOptions.Turn(lab, (LabOption)spot.A, button == MouseButton.Right ? -1 : 1, app);

        public override void Turn(Scene scene, IAppActions app, in HotSpot spot, float notches) =>
            LabOptions.Turn(lab, (LabOption)spot.A, -Math.Sign(notches), app);
    }
}
