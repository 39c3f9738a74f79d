using System.CommandLine;
using Cnn;
using Demo.Platform;
using Demo.Platform.Glfw;
using Demo.Ui;

namespace Demo.Commands;

/// <summary><c>demo</c>: the window, or the same app without a display.</summary>
internal static class DemoCommand
{
    private const string Canvas = "canvas";

    private sealed record Options(
        string? Model, string? Labels, string Backend, string Source, string Size, bool Headless, string? Script, int? Frames,
        bool Realtime, string? Log, string? Shot);

    /// <param name="overlays">What is drawn, from the bottom to the top.</param>
    public static Command Create(IReadOnlyList<IOverlay> overlays)
    {
        var model = new Option<string?>("--model") { Description = "An ONNX classifier; without it the digit network" };
        var labels = new Option<string?>("--labels") { Description = "The classes' names, one a line; else the model's sidecar has them" };
        var backend = BackendOption.Create();
        var source = new Option<string>("--source") { Description = "canvas, or the name of a picture", DefaultValueFactory = _ => Canvas };
        var size = new Option<string>("--size") { Description = "Width×height of the window or of the pictures", DefaultValueFactory = _ => "1280x720" };
        var headless = new Option<bool>("--headless") { Description = "Without a display, on a virtual clock of 60 frames a second, as fast as it goes" };
        var script = new Option<string?>("--script") { Description = "Plays input from a file of JSON lines: frame with stroke, key, click, move or shot" };
        var frames = new Option<int?>("--frames") { Description = "Ends after so many frames" };
        var realtime = new Option<bool>("--realtime") { Description = "Without a display, but on the wall clock" };
        var log = new Option<string?>("--log") { Description = "Writes a JSON line for each run of the network" };
        var shot = new Option<string?>("--shot") { Description = "Saves the last frame as PNG" };
        var command = new Command("demo", "Draw a digit, or open a picture, and watch the network read it")
        {
            model, labels, backend, source, size, headless, script, frames, realtime, log, shot,
        };
        command.SetAction(result => Run(overlays, new Options(
            result.GetValue(model), result.GetValue(labels), result.GetRequiredValue(backend), result.GetRequiredValue(source),
            result.GetRequiredValue(size), result.GetValue(headless), result.GetValue(script), result.GetValue(frames),
            result.GetValue(realtime), result.GetValue(log), result.GetValue(shot))));
        return command;
    }

    private static int Run(IReadOnlyList<IOverlay> overlays, Options options)
    {
        var (width, height) = ParseSize(options.Size);
        if (options.Frames is < 1)
            throw new CnnException($"--frames is {options.Frames}; it is at least 1");
        // Everything that can be wrong with files is found before a window opens.
        var file = new NetworkFile(options.Model ?? Content.File("models/digits.onnx"), options.Labels);
        var script = options.Script is null ? null : Script.Load(options.Script);
        bool drawn = options.Source == Canvas;
        if (script is { Draws: true } && !drawn)
            throw new CnnException($"{options.Script} draws strokes, but the source is {options.Source}; leave --source out");
        foreach (string output in (script?.Shots ?? []).Append(options.Shot).Append(options.Log).OfType<string>())
            OutputFile.Check(output);

        using var window = Open(options, width, height, out bool offscreen);
        if (offscreen)
        {
            Console.Error.WriteLine("playing a recorded drawing offscreen instead; the last picture will be out/demo.png");
            script ??= Script.Load(Content.File("drawing.jsonl"));
            options = options with { Headless = true, Shot = options.Shot ?? "out/demo.png" };
        }
        using var log = options.Log is null ? null : new RunLog(options.Log);
        var printer = options.Headless ? new ResultPrinter(Console.Out) : null;
        using (var app = new App(window, file, overlays, new AppOptions
        {
            Backends = options.Backend == BackendOption.Reference
                ? [BackendOption.Reference, BackendOption.Gl] : [BackendOption.Gl, BackendOption.Reference],
            Picture = drawn ? null : options.Source,
            Script = script,
            Log = log,
            Shot = options.Shot,
            Frames = options.Frames,
            Headless = options.Headless,
            Realtime = !options.Headless || options.Realtime,
            Report = printer is null ? null : printer.Add,
        }))
            app.Run();
        return CommandLine.Done;
    }

    // Plain ./run.sh on a machine without a display still shows what the app does.
    private static IWindow Open(Options options, int width, int height, out bool offscreen)
    {
        offscreen = false;
        if (options.Headless)
            return new HeadlessWindow(width, height, options.Realtime);
        try
        {
            return new GlfwWindow("RealtimeCnn", width, height);
        }
        catch (CnnException e)
        {
            Console.Error.WriteLine($"note: {e.Message}");
            offscreen = true;
            return new HeadlessWindow(width, height);
        }
    }

    private static (int Width, int Height) ParseSize(string text)
    {
        string[] parts = text.Split('x', 'X', '×');
        return parts.Length == 2 && int.TryParse(parts[0], out int width) && int.TryParse(parts[1], out int height)
            && width is >= 320 and <= 8192 && height is >= 180 and <= 8192
            ? (width, height)
            : throw new CnnException($"--size is '{text}'; it is WIDTHxHEIGHT from 320x180 to 8192x8192, such as 1280x720");
    }
}
