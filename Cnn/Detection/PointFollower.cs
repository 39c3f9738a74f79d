namespace Cnn.Detection;

/// <summary>
/// Follows the points of one thing from picture to picture: they glide to where they were found, and one whose score wavers about the
/// threshold does not come and go.
/// </summary>
public sealed class PointFollower
{
    // A point that is seen goes when its score falls below this much of the threshold.
    private const float Lasting = 0.6f;

    private Keypoint[] _shown = [], _targets = [];

    /// <summary>The points where they are shown; of those that are not seen the score is 0, of the others at least the threshold.</summary>
    public ReadOnlySpan<Keypoint> Points => _shown;

    /// <summary>Takes what was found in the next picture.</summary>
    /// <param name="found">The points; empty where nothing is.</param>
    /// <param name="threshold">The lowest score that is shown, 0…1.</param>
    public void Update(ReadOnlySpan<Keypoint> found, float threshold)
    {
        if (found.Length != _shown.Length)
            (_shown, _targets) = (new Keypoint[found.Length], new Keypoint[found.Length]);
        found.CopyTo(_targets);
        for (int i = 0; i < found.Length; i++)
        {
            bool before = _shown[i].Score > 0;
            bool seen = found[i].Score >= (before ? Lasting * threshold : threshold);
            // What comes is there at once.
            var place = before ? _shown[i] : found[i];
            _shown[i] = place with { Score = seen ? Math.Max(found[i].Score, threshold) : 0 };
        }
    }

    /// <summary>Something else is looked at: no point was seen before.</summary>
    public void Clear() => _shown.AsSpan().Clear();

    /// <summary>Moves what is shown towards where it was found.</summary>
    /// <param name="seconds">How long since the last time.</param>
    public void Glide(double seconds)
    {
        float share = Tracker.GlideShare(seconds);
        for (int i = 0; i < _shown.Length; i++)
        {
            var (at, to) = (_shown[i], _targets[i]);
            _shown[i] = at with { X = at.X + (to.X - at.X) * share, Y = at.Y + (to.Y - at.Y) * share };
        }
    }
}
