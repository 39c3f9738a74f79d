using System.Globalization;
using Cnn;
using Demo.Drawing;
using Demo.Files;
using Demo.Platform;
using Demo.Recording;
using Demo.Ui;

namespace Demo.Shell;

/// <summary>Records the window: takes 30 pictures a second of its clock, and says what became of it.</summary>
/// <param name="window">What is recorded.</param>
/// <param name="messages">Where it is said.</param>
/// <param name="figures">Where it is shown.</param>
/// <param name="waits">Whether the window waits until a picture is on its way: its clock is virtual.</param>
/// <param name="headless">Whether nobody sits in front of it.</param>
internal sealed class Recordings(IWindow window, Messages messages, Figures figures, bool waits, bool headless) : IDisposable
{
    private const string Stem = "out/recording";

    private readonly List<Task<Recorded>> _finishing = [];
    private ScreenFilm? _film;
    private Task<Recorded>? _first;
    private FrameReadback? _readback;
    private FilmPace? _pace;
    private string? _asked;
    private IReadOnlyList<IDisposable> _interrupts = [];
    private bool _told, _shown;
    private int _repeats, _second;

    /// <summary>A person begins a recording, or ends it.</summary>
    public void Toggle()
    {
        if (_film is not null)
            End();
        else if (window.Gl is null)
            messages.Say("the window cannot be recorded without OpenGL");
        else
            _asked = OutputFile.NextFree(Stem, ".mp4");
    }

    /// <summary>Records from the first tick to the end.</summary>
    /// <param name="path">The file.</param>
    public void BeginAt(string path) => (_asked, _told) = (path, true);

    /// <summary>Takes the tick's picture if one is due; call when it has been drawn.</summary>
    /// <param name="viewport">Where to.</param>
    /// <param name="drawn">Whether it differs from the last tick's.</param>
    public void Tick(in Viewport viewport, bool drawn)
    {
        if (_asked is not null)
            Begin(viewport);
        if (_film is not null)
            Take(_film, viewport, drawn);
        for (int i = _finishing.Count - 1; i >= 0; i--)
            if (_finishing[i].IsCompleted)
            {
                Tell(_finishing[i]);
                _finishing.RemoveAt(i);
            }
        if (_film is null && _finishing.Count == 0)
            HearNoMore();
    }

    /// <summary>Ends what is being recorded, and waits until the files are there.</summary>
    /// <returns>What is to be said of them; it comes too late for the window.</returns>
    /// <exception cref="CnnException">The recording that was asked for from the beginning has failed.</exception>
    public IReadOnlyList<string> Complete()
    {
        string[] lines = Finish();
        return _first?.Result is { Fault: not null } failed ? throw new CnnException(failed.Line) : lines;
    }

    public void Dispose() => Finish();

    private string[] Finish()
    {
        if (_film is not null)
            End();
        string[] lines = [.. _finishing.Select(task => task.Result.Line)];
        _finishing.Clear();
        HearNoMore();
        return lines;
    }

    private void Begin(in Viewport viewport)
    {
        string path = _asked!;
        _asked = null;
        try
        {
            FilmFile.Check(path);
        }
        catch (CnnException e) when (!_told)
        {
            messages.Say(e.Message);
            return;
        }
        _film = new ScreenFilm(path, viewport.Width, viewport.Height, replaces: _told, waits);
        _readback = new FrameReadback(window.Gl!, viewport.Width, viewport.Height);
        _pace = new FilmPace(window.Time);
        (_shown, _repeats, _second) = (false, 0, -1);
        _first = _told ? _film.Result : _first;
        HearNoMore();
        // Ctrl-C ends the program as its button does: with the film whole.
        _interrupts = Interrupts.On(context =>
        {
            context.Cancel = true;
            window.Close();
        });
    }

    private void Take(ScreenFilm film, in Viewport viewport, bool drawn)
    {
        _shown &= !drawn;
        int due = _pace!.Due(window.Time);
        if (due > 0 && _shown)
            _repeats += due;
        else if (due > 0)
        {
            if (_readback!.IsFull)
                Deliver(film, wait: true);
            _readback.Begin(viewport, _repeats + due - 1);
            (_shown, _repeats) = (true, 0);
        }
        while (Deliver(film, wait: false)) { }
        if (film.Fault is not null)
            End();
        else if (!_told)
            Show(film);
    }

    private bool Deliver(ScreenFilm film, bool wait)
    {
        if (!_readback!.TryPeek(wait, out int before))
            return false;
        byte[] pixels = film.Rent();
        _readback.Take(pixels);
        film.Add(before, pixels);
        return true;
    }

    // A line a second.
    private void Show(ScreenFilm film)
    {
        if ((int)film.Seconds == _second)
            return;
        _second = (int)film.Seconds;
        figures.Recording = string.Create(
            CultureInfo.InvariantCulture, $"{_second / 60}:{_second % 60:00} · {film.Bytes / 1e6:0.0} MB");
    }

    private void End()
    {
        while (Deliver(_film!, wait: true)) { }
        _film!.End(_repeats);
        _finishing.Add(_film.Result);
        _readback!.Dispose();
        (_film, _readback, _told) = (null, null, false);
        figures.Recording = "";
    }

    // Without a person a film that was asked for and cannot be is the end; the error follows.
    private void Tell(Task<Recorded> over)
    {
        if (headless && over == _first && over.Result.Fault is not null)
            window.Close();
        else
            messages.Say(over.Result.Line);
    }

    private void HearNoMore()
    {
        foreach (var interrupt in _interrupts)
            interrupt.Dispose();
        _interrupts = [];
    }
}
