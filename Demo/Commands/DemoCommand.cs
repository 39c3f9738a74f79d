using System.Collections.Concurrent;
using System.CommandLine;
using Cnn;
using Cnn.Cpu;
using Cnn.Gl;
using Demo.Catalogue;
using Demo.Companions;
using Demo.Engines;
using Demo.Files;
using Demo.Models;
using Demo.Platform;
using Demo.Platform.Glfw;
using Demo.Recording;
using Demo.Remembering;
using Demo.Reports;
using Demo.Scripts;
using Demo.Shell;
using Demo.Sources;
using Demo.Ui;
using Demo.Views;
using Silk.NET.OpenGL;

namespace Demo.Commands;

/// <summary><c>demo</c>: the window, or the same app without a display.</summary>
internal static class DemoCommand
{
    private const string Canvas = "canvas";

    private sealed record Options(
        string? Model, IReadOnlyList<string> With, string? Labels, string Backend, int Threads, string? Source, bool Mirror, int Fps,
        string? Size, bool Headless, string? Script, string? KeepScript, int? Frames, double? Seconds, bool Realtime, string? Log,
        string? Shot, string? Record, string? Shaders, string? View, string? Language, string? Backdrop,
        IReadOnlyList<(string Field, string Text)> Recipe, ModelChoices Choices, string? Settings, AppearanceOptions.Asked Appearance);

    public static Command Create()
    {
        var model = new Option<string?>("--model") { Description = $"{ModelOptions.Kinds}; without it the digit network" };
        var with = new Option<string[]>("--with")
        {
            Description = "A network to run beside that one on the same frames, a file or a name as for --model; once for each",
            AllowMultipleArgumentsPerToken = false,
        };
        var labels = new Option<string?>("--labels") { Description = "The classes' names, one a line; else the model's sidecar has them" };
        var backend = BackendOption.Create("what a few runs show to be the fastest here");
        var threads = ThreadsOption.Create();
        var source = new Option<string?>("--source")
        {
            Description = "canvas, a picture, a video, a folder of them, camera[:N|:NAME], screen[:WxH+X+Y], test[:WxH], "
                + "or a stream's address; without it the canvas, or the file that was open last",
        };
        var mirror = new Option<bool>("--mirror") { Description = "Exchanges left and right of a moving source" };
        var fps = new Option<int>("--fps")
        {
            Description = "Frames a second that a camera, screen or test source is asked for",
            DefaultValueFactory = _ => 30,
        };
        var size = new Option<string?>("--size")
        {
            Description = "Width×height of the window or of the pictures; 1280x720 unless the window remembers another",
        };
        var headless = new Option<bool>("--headless")
        {
            Description = "Without a display, on a virtual clock of 60 frames a second, as fast as it goes",
        };
        var script = new Option<string?>("--script")
        {
            Description = "Plays input from a file of JSON lines: frame with stroke, key, click, drag, move, wheel, drop or shot",
        };
        var keep = new Option<string?>("--keep-script") { Description = "Writes what is done in the window as such a file" };
        var frames = new Option<int?>("--frames") { Description = "Ends after so many frames" };
        var seconds = new Option<double?>("--seconds") { Description = "Ends after so many seconds" };
        var realtime = new Option<bool>("--realtime") { Description = "Without a display, but on the wall clock" };
        var log = new Option<string?>("--log") { Description = "Writes a JSON line for each run of the network" };
        var shot = new Option<string?>("--shot") { Description = "Saves the last frame as PNG" };
        var record = new Option<string?>("--record")
        {
            Description = "Records the window from the first frame to the last, as .mp4 or .gif",
        };
        var shaders = BackendOption.CreateShaders();
        var view = new Option<string?>("--view") { Description = "The view to begin with, by its name on the bar" };
        var language = new Option<string?>("--language")
        {
            Description = "The language of what is said to beginners, such as de, a file of content/lessons; else the environment's",
        };
        var backdrop = new Option<string?>("--backdrop")
        {
            Description = "A picture that a person whom a mask cuts out may stand before (key G); else an evening sky",
        };
        var appearance = new AppearanceOptions();
        var recipe = new RecipeOptions();
        var choices = new ModelOptions();
        var settings = new SettingsOption();
        var command = new Command("demo", "Draw a digit, or open a picture, and watch the network read it")
        {
            model, with, labels, backend, threads, source, mirror, fps, size, headless, script, keep, frames, seconds, realtime, log, shot,
            record, shaders, view, language, backdrop,
        };
        appearance.AddTo(command);
        recipe.AddTo(command);
        choices.AddTo(command);
        settings.AddTo(command);
        command.SetAction(result => Run(new Options(
            result.GetValue(model), result.GetValue(with) ?? [], result.GetValue(labels), result.GetRequiredValue(backend),
            ThreadsOption.Read(result, threads), result.GetValue(source),
            result.GetValue(mirror), result.GetValue(fps), result.GetValue(size), result.GetValue(headless),
            result.GetValue(script), result.GetValue(keep), result.GetValue(frames), result.GetValue(seconds), result.GetValue(realtime),
            result.GetValue(log), result.GetValue(shot), result.GetValue(record), result.GetValue(shaders), result.GetValue(view),
            result.GetValue(language), result.GetValue(backdrop), recipe.Read(result), choices.Read(result), settings.Read(result),
            appearance.Read(result))));
        return command;
    }

    private static int Run(Options asked)
    {
        var options = asked;
        bool person = !options.Headless && options is { Script: null, Frames: null, Seconds: null };
        var said = new ConcurrentQueue<string>();
        var settings = SettingsOption.Find(options.Settings, person, said.Enqueue);
        var remembered = Unsaid(settings?.Read() ?? new Settings(), options);
        var (width, height) = SizeOf(options.Size, remembered);
        if (options.Frames is < 1)
            throw new CnnException($"--frames is {options.Frames}; it is at least 1");
        if (options.Seconds is not null and not > 0)
            throw new CnnException($"--seconds is {options.Seconds}; it is more than 0");
        if (options.Fps is < 1 or > 240)
            throw new CnnException($"--fps is {options.Fps}; it is 1 … 240");
        // Everything that can be wrong with files is found before a window opens.
        bool asks = !options.Headless && !Console.IsInputRedirected;
        string? model = options.Model is { } named ? ModelNames.FileOf(named)
            : NamesCamera(options.Source) ? CameraModel.Choose(asks) : null;
        model ??= Content.File(ModelNames.Digits);
        var file = new NetworkFile(model, options.Labels, options.Choices, options.Recipe)
        {
            Name = CompanionFile.NameOf(options.Model ?? model),
        };
        if (file.Note.Length > 0)
            Console.Error.WriteLine($"note: {file.Note}");
        var gl = BackendOption.GlOptionsFor(options.Shaders);
        var script = options.Script is null ? null : Script.Load(options.Script);
        bool drawn = options.Source is null or Canvas;
        var companions = CompanionFile.Read(options.With, file, drawn);
        if (script is { Draws: true } && !drawn)
            throw new CnnException($"{options.Script} draws strokes, but the source is {options.Source}; leave --source out");
        string?[] outputs = [.. script?.Shots ?? [], options.Shot, options.Log, options.KeepScript];
        foreach (string output in outputs.OfType<string>())
            OutputFile.Check(output);
        if (options.Record is { } recorded)
        {
            FilmFile.Check(recorded);
            Ffmpeg.Say("-version");
        }

        var lessons = Lessons.OfContent(options.Language ?? remembered.Language);
        if (options.Language is null && remembered.Language is { } before && !lessons.Names.Contains(before))
            lessons = Lessons.OfContent();
        if (options.Language is { } spoken && !lessons.Names.Contains(spoken))
            throw new CnnException($"--language is {spoken}; there are {string.Join(", ", lessons.Names)} in {Content.File("lessons")}");
        var backdrop = options.Backdrop is { } behind ? Picture.Load(behind) : null;
        var views = ViewList.Create();
        if (options.View is { } view)
            views.Show(view);
        else if (views.All.Any(v => v.Name == remembered.View))
            views.Show(remembered.View!);

        using var window = Open(options, width, height);
        bool blind = window.Gl is null;
        string whyNoCompute = BackendTable.WhyNoCompute(window.Gl);
        if (BackendTable.Find(options.Backend) is { NeedsOpenGl: true } row && whyNoCompute.Length > 0)
            throw new GlException($"--backend is {row.Name}, but {whyNoCompute}; leave it out, or take cpu");
        if (window is not GlfwWindow)
        {
            options = options with { Headless = true };
            // Nobody sees it.
            if (options.Settings is "")
                (settings, remembered) = (null, new Settings());
        }
        if (blind && (options.Record ?? options.Shot ?? script?.Shots.FirstOrDefault()) is { } shot)
            throw new CnnException($"{shot} cannot be drawn without OpenGL");
        if (!asked.Headless && options.Headless)
        {
            script ??= drawn ? Script.Load(Content.File("drawing.jsonl")) : null;
            options = options with { Shot = options.Shot ?? (blind ? null : "out/demo.png") };
            Console.Error.WriteLine($"running offscreen instead{(drawn && asked.Script is null ? ", with a recorded drawing" : "")}"
                + (options.Shot is null ? "" : $"; the last picture will be {options.Shot}"));
        }
        using var kept = options.KeepScript is null ? null : new ScriptWriter(options.KeepScript);
        using var log = options.Log is null ? null : new RunLog(options.Log);
        var printer = options.Headless ? new ResultPrinter(Console.Out) : null;
        var automatic = options.Backend == BackendOption.Auto ? AutomaticFor(options, window.Gl) : null;
        var appOptions = new AppOptions
        {
            Backends = [.. BackendTable.UsableWith(window.Gl).OrderBy(row => row.Name == options.Backend ? 0 : 1)],
            WhyNoCompute = whyNoCompute,
            Automatic = automatic,
            Threads = options.Threads,
            Gl = gl,
            Source = drawn ? null : options.Source,
            Settings = settings,
            Said = options.Headless ? null : said,
            Remembered = remembered,
            Companions = [.. companions, .. CompanionFile.Fetched([file.Name, .. options.With])],
            Models = ModelNames.Choices,
            Screens = window is GlfwWindow ? ScreenList.Choices : static () => [],
            Cameras = options.Headless ? null : () => [.. Cameras.List().Select(camera => ($"camera:{camera.Number}", camera.Name))],
            Backdrop = backdrop,
            Lessons = lessons,
            Appearance = options.Appearance.Over(remembered.Appearance),
            Moving = new MovingOptions(LockStep: options.Headless && !options.Realtime, options.Mirror, options.Fps),
            Script = script,
            KeptScript = kept,
            Log = log,
            Shot = options.Shot,
            Record = options.Record,
            Frames = options.Frames,
            Seconds = options.Seconds,
            Headless = options.Headless,
            Realtime = !options.Headless || options.Realtime,
            Note = options.Headless ? message => Console.Error.WriteLine($"note: {message}") : null,
            Report = printer is null ? null : printer.Add,
        };
        using var app = new App(window, file, views, appOptions);
        foreach (string line in app.Run())
            Console.Error.WriteLine(line);
        kept?.Complete();
        log?.Complete();
        if (appOptions.Realtime && (options.Headless || options.Frames is not null || options.Seconds is not null))
            Console.Error.WriteLine(app.Summary);
        return CommandLine.Done;
    }

    // What can be repeated measures nothing and remembers nothing.
    private static AutomaticBackend AutomaticFor(Options options, GL? gl)
    {
        bool measures = (!options.Headless || options.Realtime) && options.Frames is null && options.Script is null;
        using var cpu = new CpuBackend(options.Threads);
        return new AutomaticBackend(
            [.. BackendTable.UsableWith(gl)], gl is not null && GlBackend.IsSoftware(gl),
            $"{gl?.GetStringS(StringName.Renderer)}; {cpu.Device}",
            measures ? BackendMemory.OfUser(line => Console.Error.WriteLine($"note: {line}")) : null);
    }

    // Plain ./run.sh on a machine without a display still shows what the app does, and without OpenGL what the network reads.
    private static IWindow Open(Options options, int width, int height)
    {
        if (!options.Headless)
            try
            {
                return new GlfwWindow("RealtimeCnn", width, height, smallest: ((int)Layout.MinWidth, (int)Layout.MinHeight));
            }
            catch (CnnException e)
            {
                Console.Error.WriteLine($"note: {e.Message}");
            }
        try
        {
            return new HeadlessWindow(width, height, options.Realtime);
        }
        catch (GlException e) when (BackendTable.Find(options.Backend) is not { NeedsOpenGl: true })
        {
            string other = (BackendTable.Find(options.Backend) ?? BackendTable.Rows.First(row => !row.NeedsOpenGl)).Name;
            Console.Error.WriteLine($"note: no OpenGL ({e.Message}); running on the {other} backend, without pictures");
            return new BlindWindow(width, height, options.Realtime);
        }
    }

    // What the command line says is not asked of the last window; what it says of a model is not meant for another one.
    private static Settings Unsaid(Settings remembered, Options said)
    {
        bool open = said is { Model: null, Labels: null, Recipe.Count: 0, Choices.Outputs.Count: 0 }
            && said.Choices.Bind is { Shapes.Count: 0, Dims.Count: 0 } && !NamesCamera(said.Source);
        return remembered with { Model = open ? remembered.Model : null, Source = said.Source is null ? remembered.Source : null };
    }

    private static bool NamesCamera(string? source) => source?.StartsWith("camera", StringComparison.Ordinal) ?? false;

    private static (int Width, int Height) SizeOf(string? said, Settings remembered) =>
        said is not null ? ParseSize(said)
        : remembered.Window is ( >= 320 and <= 8192, >= 180 and <= 8192) and var (width, height) ? (width, height)
        : (1280, 720);

    private static (int Width, int Height) ParseSize(string text)
    {
        string[] parts = text.Split('x', 'X', '×');
        return parts.Length == 2 && int.TryParse(parts[0], out int width) && int.TryParse(parts[1], out int height)
            && width is >= 320 and <= 8192 && height is >= 180 and <= 8192
            ? (width, height)
            : throw new CnnException($"--size is '{text}'; it is WIDTHxHEIGHT from 320x180 to 8192x8192, such as 1280x720");
    }
}
