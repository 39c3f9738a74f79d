using System.Numerics;
using Demo.Platform;
using Demo.Sources;

namespace Demo.Ui;

/// <summary>Turns keys, clicks and drags into changes of what is shown. Buttons are places that press a key.</summary>
internal sealed class Controls
{
    private static readonly Chord s_paste = new(Key.V, Modifiers.Ctrl);

    private readonly Scene _scene;
    private readonly IAppActions _app;
    private readonly CanvasSource _canvas;
    private HotSpot[] _spots = [];
    private int _spotCount;
    private MouseButton? _drawing;
    private Rect _sheet;
    private Rect? _slider;
    private HotSpot? _held;
    private readonly Dictionary<Key, Action<Scene, IAppActions>> _down = [];
    private readonly KeyPointer _pointer;

    public Controls(Scene scene, CanvasSource canvas, IAppActions app)
    {
        (_scene, _canvas, _app) = (scene, canvas, app);
        _pointer = new KeyPointer(scene, this);
    }

    /// <summary>Listens to a window's keyboard and mouse.</summary>
    /// <param name="input">The devices.</param>
    /// <param name="toLogical">From the mouse's units to logical pixels.</param>
    public void Attach(IInputContext input, Func<Vector2, Vector2> toLogical)
    {
        input.Keyboards[0].KeyDown += (keyboard, key, _) =>
        {
            var chord = Chord.On(keyboard, key);
            if (chord == s_paste && _scene.State.Entry is not null)
                Paste(keyboard.ClipboardText);
            else
                Press(chord);
        };
        input.Keyboards[0].KeyUp += (_, key, _) => Release(key);
        input.Keyboards[0].KeyChar += (_, character) => Type(character);
        var mouse = input.Mice[0];
        mouse.MouseMove += (_, at) => Move(toLogical(at));
        mouse.MouseDown += (m, button) => Down(toLogical(m.Position), button);
        mouse.MouseUp += (_, _) => Up();
        mouse.Scroll += (_, wheel) => Wheel(wheel.Y, Chord.On(input.Keyboards[0], Key.Unknown).Modifiers);
    }

    /// <summary>Keeps the places of the frame that is on the screen: a click belongs to what the person saw.</summary>
    public void Remember(ReadOnlySpan<HotSpot> spots)
    {
        if (_spots.Length < spots.Length)
            _spots = new HotSpot[spots.Length * 2];
        spots.CopyTo(_spots);
        _spotCount = spots.Length;
    }

    /// <summary>Does what the key does in the view that is shown, if anything.</summary>
    public void Press(Chord key)
    {
        if (_scene.State.Entry is { } entry && entry.Take(_scene, _app, key))
        {
            Hold(key.Key, entry.Held);
            return;
        }
        // Whoever goes by keys clicks with Enter, beside a tour too.
        if (_pointer.Take(key, out var release))
            Hold(key.Key, release);
        else if (!_scene.Tour.Take(_scene, key))
            Do(key);
    }

    private void Do(Chord key)
    {
        var focus = _scene.State.Focus;
        if (!_scene.Views.Keys.TryFind(key, out var row))
            return;
        row.Do(_scene, _app);
        Hold(key.Key, row.Release);
        if (_scene.State.Focus != focus)
            Rest();
    }

    /// <summary>A key came up: what it did while it was held ends, in whichever view that began.</summary>
    public void Release(Key key)
    {
        if (_down.Remove(key, out var release))
            release(_scene, _app);
    }

    /// <summary>A character for the field that is typed in.</summary>
    public void Type(char character) => _scene.State.Entry?.Type(character);

    // The first line: fields have no more.
    private void Paste(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        int end = text.IndexOfAny('\r', '\n');
        foreach (char character in end < 0 ? text : text[..end])
            Type(character);
    }

    public void Down(Vector2 at, MouseButton button)
    {
        MoveTo(at);
        _scene.State.Clicked = (at.X, at.Y);
        var entry = _scene.State.Entry;
        _scene.State.Entry = null;
        entry?.Leave(_scene, _app);
        if (Find(at) is not { } spot)
            return;
        if (spot.Handle is not null)
        {
            _held = spot;
            spot.Handle.Press(_scene, _app, spot, at, button);
            return;
        }
        if (spot.Kind == HotKind.Canvas && button is MouseButton.Left or MouseButton.Right)
        {
            (_drawing, _sheet) = (button, spot.Rect);
            _canvas.BeginStroke();
            Draw(at, at);
        }
        else if (spot.Kind == HotKind.Blend && button == MouseButton.Left)
        {
            _slider = spot.Rect;
            Slide(at.X);
        }
        else if (button == MouseButton.Left)
            Click(spot);
    }

    public void Up()
    {
        var held = _held;
        (_drawing, _slider, _held) = (null, null, null);
        if (held is { } spot)
            spot.Handle!.Release(_scene, _app, spot);
    }

    /// <summary>The mouse moved: keys take its place no longer.</summary>
    public void Move(Vector2 at)
    {
        _scene.State.Focus = null;
        MoveTo(at);
    }

    /// <summary>The mouse is where it is now, without having been moved there.</summary>
    public void Rest() => Point(new Vector2(_scene.State.Mouse.X, _scene.State.Mouse.Y));

    /// <summary>The mouse, or what keys move in its place, is there now.</summary>
    public void MoveTo(Vector2 at)
    {
        var last = new Vector2(_scene.State.Mouse.X, _scene.State.Mouse.Y);
        _scene.State.Mouse = (at.X, at.Y);
        if (_drawing is not null)
            Draw(last, at);
        else if (_slider is not null)
            Slide(at.X);
        else if (_held is { } held)
            held.Handle!.Drag(_scene, _app, held, last, at);
        else
            Point(at);
    }

    /// <summary>
    /// The wheel: moves what is longer than its room, with Ctrl magnifies it, opens the map under the mouse, over kernels chooses
    /// the next one, and over the canvas changes the brush.
    /// </summary>
    public void Wheel(float notches, Modifiers held = Modifiers.None)
    {
        var (x, y) = _scene.State.Mouse;
        for (int i = _spotCount - 1; i >= 0; i--)
        {
            var spot = _spots[i];
            if (!spot.Rect.Contains(x, y)
                || spot.Kind is not (HotKind.Scroll or HotKind.Pixels or HotKind.Canvas or HotKind.Kernels or HotKind.Own or HotKind.Cover))
                continue;
            // What the wheel has opened it does not close again: a notch too many would.
            if (spot.Kind == HotKind.Pixels)
                _scene.Open[Panel.Zoom] |= notches > 0;
            else if (spot.Kind == HotKind.Canvas)
                _app.ChangeBrush(Math.Sign(notches));
            else if (spot.Handle is not null)
                spot.Handle.Turn(_scene, _app, spot, notches);
            else if (spot.Kind == HotKind.Cover)
                return;
            else if (spot.Kind == HotKind.Kernels)
                _scene.State.Kernel = Math.Clamp((_scene.State.Kernel ?? spot.A) - Math.Sign(notches), 0, spot.B - 1);
            else if (held.HasFlag(Modifiers.Ctrl))
                _scene.State.ScrollOf((Scrolled)spot.A).Magnify(notches, x - spot.Rect.X);
            else
                _scene.State.ScrollOf((Scrolled)spot.A).Turn(notches);
            return;
        }
    }

    private void Hold(Key key, Action<Scene, IAppActions>? release)
    {
        if (release is not null)
            _down[key] = release;
    }

    private void Point(Vector2 at)
    {
        var spot = Find(at);
        _scene.State.IsOverMap = spot is { Kind: HotKind.Pixels };
        if (spot is { Kind: HotKind.Pixels } map)
            _scene.State.Pixel = (
                Math.Clamp((int)((at.X - map.Rect.X) / map.Rect.Width * map.A), 0, map.A - 1),
                Math.Clamp((int)((at.Y - map.Rect.Y) / map.Rect.Height * map.B), 0, map.B - 1));
    }

    private void Slide(float x) => _scene.State.Blend = Math.Clamp((x - _slider!.Value.X) / _slider.Value.Width, 0, 1);

    private void Draw(Vector2 from, Vector2 to) => _canvas.Draw(
        (from.X - _sheet.X) / _sheet.Width, (from.Y - _sheet.Y) / _sheet.Height,
        (to.X - _sheet.X) / _sheet.Width, (to.Y - _sheet.Y) / _sheet.Height, erase: _drawing == MouseButton.Right);

    private void Click(in HotSpot spot)
    {
        var state = _scene.State;
        switch (spot.Kind)
        {
            case HotKind.Button:
                Do(spot.Key);
                break;
            case HotKind.Unit:
                new UnitChoice(_scene).Choose(spot.A, spot.B);
                break;
            case HotKind.Switch:
                int[] choices = _scene.Network.Choices;
                choices[spot.A] = (choices[spot.A] + 1) % _scene.Network.Switches[spot.A].Choices.Length;
                _app.Rerun();
                break;
            case HotKind.Source:
                _app.SwitchSource(spot.A);
                break;
            case HotKind.Backend:
                _app.SwitchBackend(spot.A);
                break;
            case HotKind.Size:
                _app.NextSize();
                break;
            case HotKind.Companion:
                _app.SwitchCompanion(spot.A);
                break;
            case HotKind.Kernel:
                state.Kernel = state.Kernel == spot.A ? null : spot.A;
                break;
            case HotKind.Back:
                state.HasChosen = false;
                break;
            case HotKind.Sort:
                var column = (LayerColumn)spot.A;
                state.SortedBy = column == LayerColumn.Name || state.SortedBy == column ? null : column;
                state.ScrollOf(Scrolled.Table).FollowAgain();
                break;
        }
    }

    private HotSpot? Find(Vector2 at) => Places.At(_spots.AsSpan(0, _spotCount), at.X, at.Y) is >= 0 and var index ? _spots[index] : null;
}
