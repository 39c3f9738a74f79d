using System.Numerics;
using Demo.Learning;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Views.Learn;

/// <summary>Starting, pausing and stepping, the learning rate, and what is trained.</summary>
internal sealed class ControlsPanel(LearnState state) : IOverlay
{
    /// <summary>How high its body is.</summary>
    public const float Height = ButtonHeight + 4 + LineHeight + 6 * Theme.Row;

    private const float ButtonHeight = 26, LineHeight = 18, RateWidth = 52;

    private readonly Chooser _chooser = new(state);
    private readonly RateSlider _rate = new(state);
    private readonly string[] _dataNames = new string[3], _dataTips = new string[3];
    private (RunSettings? First, string[] Names) _besides = (null, []);

    public string Name => "training";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        var body = Widgets.Panel(scene, ((LearnLayout)view.Layout).Controls, "Training", out var head);
        if (state.Run?.State.Epochs is { Length: > 0 } epochs)
        {
            scene.List.Text(head, TextStyle.Body.Strong.Right with { Size = 16 }, $"{epochs[^1].Accuracy * 100:0.0} %");
            scene.List.Hot(head, HotKind.Tip, "How many of the pictures that it never learns from it names rightly.");
        }
        DrawButtons(scene, body.Top(ButtonHeight, out body, 4));
        DrawLine(scene, body.Top(LineHeight, out body));
        DrawRate(scene, body.Top(Theme.Row, out body));
        for (var choice = LearnChoice.Optimizer; choice <= LearnChoice.Beside; choice++)
            DrawChoice(scene, body.Top(Theme.Row, out body), choice);
    }

    private void DrawButtons(Scene scene, in Rect row)
    {
        float width = row.Width - 2 * 6;
        Button(scene, row.Left(width * 0.34f, out var rest, 6), Key.Enter, state.IsRunning ? "Pause" : "Start", lit: true);
        Button(scene, rest.Left(width * 0.26f, out rest, 6), Key.N, "Step");
        Button(scene, rest, Key.R, "Start over");
    }

    private static void Button(Scene scene, in Rect place, Key key, string text, bool lit = false)
    {
        if (!scene.Views.Keys.TryFind(key, out var row))
            return;
        bool hover = place.Contains(scene.State.Mouse.X, scene.State.Mouse.Y);
        uint fill = lit ? hover ? Theme.Accent : Theme.AccentFill : hover ? Theme.ButtonHover : Theme.Button;
        scene.List.Fill(place, fill, 6, lit ? Theme.Accent : Theme.Edge);
        scene.List.Text(place, TextStyle.Body.Centred.In(Theme.InkOn(fill)), text);
        scene.List.Hot(place, HotKind.Button, row.HelpWithKey, key);
    }

    private void DrawLine(Scene scene, in Rect line)
    {
        var news = state.News;
        string trouble = news.Fault.Length > 0 ? news.Fault : state.Run?.State is { Failed: true, Ended: { } why } ? why : "";
        if (trouble.Length > 0)
        {
            scene.List.Text(line, TextStyle.Label.Cut.In(Theme.Warning), trouble);
            scene.List.Hot(line, HotKind.Tip, trouble);
        }
        else if (state.Run?.State is not { } training || news.Plan != state.Plan)
            scene.List.Text(line, TextStyle.Label.Cut, "reading the pictures…");
        else if (training.Ended is { } ended)
            scene.List.Text(line, TextStyle.Label.Cut, ended);
        else if (training.Steps == 0)
            scene.List.Text(line, TextStyle.Label.Cut, "nothing is learnt yet");
        else
        {
            if (!double.IsNaN(news.PicturesPerSecond))
                scene.List.Text(
                    line.RightSlice(line.Width * 0.5f, out _), TextStyle.Label.Right, $"{news.PicturesPerSecond:N0} pictures/s");
            var left = line.Left(line.Width * 0.5f, out _);
            scene.List.Text(left, TextStyle.Value, $"epoch {1 + training.Steps / news.StepsPerEpoch} · step {training.Steps}");
            scene.List.Hot(left, HotKind.Tip, "In a step it learns from 64 pictures, in an epoch from all that there are.");
        }
    }

    private void DrawRate(Scene scene, in Rect row)
    {
        var slider = row.Left(scene.Fonts.Measure("learning rate", Theme.Label) + Theme.Gap, out var rest);
        scene.List.Text(slider, TextStyle.Label, "learning rate");
        var number = rest.RightSlice(RateWidth, out rest, 4);
        double rate = state.Rate;
        if (rate < 0.001)
            scene.List.Text(number, TextStyle.Value.Right, $"{rate:0.0e-0}");
        else
            scene.List.Text(number, TextStyle.Value.Right, $"{rate:0.0###}");
        _rate.Draw(scene, rest.Inset(4, 0));
    }

    private void DrawChoice(Scene scene, in Rect row, LearnChoice choice)
    {
        var names = LearnChoices.NamesOf(choice);
        var tips = LearnChoices.TipsOf(choice);
        if (choice == LearnChoice.Data)
        {
            for (int i = 0; i < state.Data.Count; i++)
                (_dataNames[i], _dataTips[i]) = (state.Data[i].Name, state.Data[i].Help);
            names = _dataNames.AsSpan(0, state.Data.Count);
            tips = _dataTips;
        }
        if (choice == LearnChoice.Beside)
        {
            // Asked for in every frame.
            if (_besides.First != state.Plan.First)
                _besides = (state.Plan.First, LearnChoices.BesideOf(state.Plan.First));
            names = _besides.Names;
        }
        Chips.Draw(scene, row, LearnChoices.WordOf(choice), names, LearnChoices.ChosenOf(state, choice), _chooser, tips, (int)choice);
    }

    private sealed class Chooser(LearnState state) : Handle
    {
        public override void Press(Scene scene, IAppActions app, in HotSpot spot, Vector2 at, MouseButton button) =>
            LearnChoices.Choose(state, (LearnChoice)spot.B, spot.A);
    }
}
