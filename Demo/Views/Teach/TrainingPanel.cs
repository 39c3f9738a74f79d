using Demo.Platform;
using Demo.Ui;

namespace Demo.Views.Teach;

/// <summary>The training: on which features, how far it is, how well it names what it never saw, and where it is saved.</summary>
internal sealed class TrainingPanel(TeachState state) : IOverlay
{
    private static readonly Chord[] s_backbone = [TeachKeys.Backbone], s_save = [TeachKeys.Save], s_export = [TeachKeys.Export];

    private readonly Paragraph _status = new();

    public string Name => "training";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        var list = scene.List;
        var body = Widgets.Panel(scene, ((TeachLayout)view.Layout).Training, "Training", out _);
        var line = KeyButtons.Draw(scene, body.Top(Theme.Row, out body), s_backbone, signs: true);
        list.Text(line, TextStyle.Label.Cut, $"on {state.Backbone?.Name ?? "…"}");
        list.Hot(line, HotKind.Tip, "The network whose features are learnt from; the small CNN learns from the frames themselves.");

        var row = body.Top(Theme.Row, out body, 6);
        list.Text(row.Left(62, out row, 6), TextStyle.Label, "held out");
        list.Text(row.RightSlice(38, out row, 8), TextStyle.Value.Right, $"{100 * state.HeldOut.Value:0} %");
        state.HeldOut.Draw(scene, row.Inset(4, 0));

        DrawTrain(scene, body.Top(34, out body, 8));
        DrawReport(scene, ref body);
        KeyButtons.Draw(scene, body.Top(Theme.Row, out body, 2), s_save);
        KeyButtons.Draw(scene, body.Top(Theme.Row, out body, 6), s_export);
        if (state.Status.Length == 0)
            return;
        _status.Break(scene, state.Status, body.Width);
        _status.Draw(scene, body, TextStyle.Label);
    }

    private void DrawTrain(Scene scene, in Rect place)
    {
        bool hover = place.Contains(scene.State.Mouse.X, scene.State.Mouse.Y);
        scene.List.Fill(place, state.IsTraining ? Theme.AccentFill : hover ? Theme.ButtonHover : Theme.Button, 6, Theme.Accent);
        if (state is { IsTraining: true, Report.Share: var share })
            scene.List.Fill(new Rect(place.X + 3, place.Bottom - 6, (place.Width - 6) * (float)share, 3), Theme.Accent, 1);
        scene.List.Text(place, TextStyle.Body.Centred, state.IsTraining ? "training…" : state.IsStale && state.Network is not null
            ? "Train again (T)" : "Train (T)");
        scene.List.Hot(place, HotKind.Button, "Learns to tell the classes apart from the recorded frames (T).", TeachKeys.Train);
    }

    private void DrawReport(Scene scene, ref Rect body)
    {
        if (state.Report is not { } report)
            return;
        var list = scene.List;
        Row(list, ref body, "accuracy", double.IsNaN(report.Accuracy) ? "–" : $"{100 * report.Accuracy:0.0} %");
        list.Hot(new Rect(body.X, body.Y - Theme.Row, body.Width, Theme.Row), HotKind.Tip,
            "The share of held-out frames, which it never learnt from, that it names rightly.");
        Row(list, ref body, "of held-out frames", $"{report.HeldOut}");
        Row(list, ref body, "learnt from", $"{report.Learnt}");
        Row(list, ref body, "loss", double.IsNaN(report.Loss) ? "–" : $"{report.Loss:0.000}");
        // A virtual clock stands still while things are computed.
        Row(list, ref body, "took", scene.IsTimed ? $"{report.Seconds:0.0} s" : "–");
        body.Top(8, out body);
    }

    private static void Row(DrawList list, ref Rect body, string name, string value)
    {
        var line = body.Top(Theme.Row, out body);
        list.Text(line, TextStyle.Label, name);
        list.Text(line, TextStyle.Value.Right, value);
    }
}
