namespace Demo.Ui;

/// <summary>What is longer than its room and moves under the wheel.</summary>
internal enum Scrolled
{
    Grid,
    Table,
    Strip,
    Patch,
    Channels,
}

/// <summary>Which part of something is shown that is longer than its room; in rows or in logical pixels.</summary>
/// <param name="notch">How far one notch of the wheel moves it.</param>
internal sealed class Scroll(float notch)
{
    private const float MostZoom = 16, ZoomOfNotch = 1.25f;

    private (int, int)? _followed;

    /// <summary>The first place that is shown.</summary>
    public float Offset { get; private set; }

    /// <summary>How long the whole is.</summary>
    public float Length { get; private set; }

    /// <summary>How much of it is shown.</summary>
    public float Visible { get; private set; }

    /// <summary>How much longer the whole is made than it would be.</summary>
    public float Zoom { get; private set; } = 1;

    public bool IsNeeded => Length > Visible;

    /// <summary>The first of whole rows.</summary>
    public int Row => (int)Offset;

    /// <summary>Says how long the whole is now and how much room there is.</summary>
    public void Fit(float length, float visible)
    {
        (Length, Visible) = (length, visible);
        MoveTo(Offset);
    }

    /// <summary>The wheel: away from the person is back.</summary>
    public void Turn(float notches) => MoveTo(Offset - notches * notch);

    /// <summary>The wheel with Ctrl: what lies at <paramref name="at"/> of the visible part stays there.</summary>
    public void Magnify(float notches, float at)
    {
        float zoom = Math.Clamp(Zoom * MathF.Pow(ZoomOfNotch, notches), 1, MostZoom), ratio = zoom / Zoom;
        Zoom = zoom;
        Length *= ratio;
        MoveTo((Offset + at) * ratio - at);
    }

    /// <summary>Brings a stretch into view when something else was chosen than at the last call.</summary>
    /// <param name="chosen">What is chosen.</param>
    /// <param name="first">Where it begins.</param>
    /// <param name="length">How long it is.</param>
    public void Follow((int, int) chosen, float first, float length)
    {
        if (_followed == chosen)
            return;
        _followed = chosen;
        MoveTo(Math.Clamp(Offset, first + length - Visible, Math.Max(first, first + length - Visible)));
    }

    /// <summary>The next <see cref="Follow"/> brings its stretch into view, whatever was chosen before.</summary>
    public void FollowAgain() => _followed = null;

    /// <summary>Shows the beginning.</summary>
    public void Rewind() => (Offset, Zoom, _followed) = (0, 1, null);

    private void MoveTo(float offset) => Offset = Math.Clamp(offset, 0, Math.Max(0, Length - Visible));
}
