using System.Numerics;
using Demo.Platform;
using Demo.Scripts;
using Demo.Sources;
using Demo.Ui;

namespace Demo.Shell;

/// <summary>Plays recorded input: the same that keyboard, mouse and desktop do.</summary>
internal sealed class ScriptPlayer(
    Script? script, CanvasSource canvas, Controls controls, AppActions actions, Screenshots shots, WindowFit fit,
    ScriptWriter? kept)
{
    private long _tick;

    /// <summary>Plays what belongs to this tick; once a tick.</summary>
    public void Play()
    {
        while (script is not null && script.TryNext(_tick, out var happens))
        {
            kept?.Add(happens);
            Play(happens);
        }
        _tick++;
        if (kept is not null)
            kept.Tick++;
    }

    private void Play(ScriptEvent happens)
    {
        if (happens.Stroke is { } stroke)
            canvas.Draw(stroke);
        if (happens.Key is { } key)
        {
            controls.Press(key);
            controls.Release(key.Key);
        }
        if (happens.Down is { } down)
            controls.Press(down);
        if (happens.Up is { } up)
            controls.Release(up.Key);
        foreach (char character in happens.Type ?? "")
            controls.Type(character);
        if (happens.Move is { } move)
            controls.Move(fit.ToLogical(new Vector2(move.X, move.Y)));
        if (happens.Click is { } click)
        {
            controls.Down(fit.ToLogical(new Vector2(click.X, click.Y)), MouseButton.Left);
            controls.Up();
        }
        if (happens.Press is { } press)
            controls.Down(fit.ToLogical(new Vector2(press.X, press.Y)), MouseButton.Left);
        if (happens.PressRight is { } pressRight)
            controls.Down(fit.ToLogical(new Vector2(pressRight.X, pressRight.Y)), MouseButton.Right);
        if (happens.Release is not null)
            controls.Up();
        if (happens.Magnify is { } magnify)
            controls.Wheel(magnify, Modifiers.Ctrl);
        if (happens.Drag is { } path)
            Drag(path);
        if (happens.Wheel is { } notches)
            controls.Wheel(notches);
        if (happens.Drop is { } file)
            actions.Open(file);
        if (happens.Shot is { } shot)
            shots.Add(shot);
    }

    private void Drag((float X, float Y)[] path)
    {
        var points = Array.ConvertAll(path, at => fit.ToLogical(new Vector2(at.X, at.Y)));
        controls.Down(points[0], MouseButton.Left);
        foreach (var point in points)
            controls.Move(point);
        controls.Up();
    }
}
