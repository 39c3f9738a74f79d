using System.Runtime.InteropServices;

namespace Cnn.Detection;

/// <summary>A thing that is followed from picture to picture.</summary>
/// <param name="Id">Its number, from 1; it keeps it as long as it is seen.</param>
/// <param name="Box">Where it is shown: on the way to where it was found last.</param>
/// <param name="Found">Which of the last detections it is.</param>
/// <param name="Number">Which of its class it is, from 1; it keeps that too, and nobody else has it meanwhile.</param>
public readonly record struct Track(int Id, Box Box, int Found, int Number);

/// <summary>
/// Follows boxes from picture to picture: a box that shares enough with one of its class in the picture before is the same thing. What
/// is shown glides to where it was found, so that boxes neither jump nor tremble.
/// </summary>
public sealed class Tracker
{
    // Less is another thing: one that moves by half of its width between two results still shares a third.
    private const float LeastOverlap = 0.3f;

    // For how many results a thing may hide and still be the same.
    private const int Patience = 5;

    // Most of the way within a twentieth of a second.
    private const double GlideSeconds = 0.02;

    private readonly List<Track> _tracks = [];
    private readonly List<(Track Track, int Missing)> _hidden = [];
    private readonly List<Box> _targets = [];
    private readonly List<Track> _before = [];
    private int _ids;

    /// <summary>What is seen, in the order in which it was seen first.</summary>
    public ReadOnlySpan<Track> Tracks => CollectionsMarshal.AsSpan(_tracks);

    /// <summary>Whether a thing is seen, or has been so lately that it may come back.</summary>
    public bool Knows(int id)
    {
        foreach (var track in _tracks)
            if (track.Id == id)
                return true;
        foreach (var (track, _) in _hidden)
            if (track.Id == id)
                return true;
        return false;
    }

    /// <summary>Takes what was found in the next picture; the same once more changes nothing.</summary>
    public void Update(Detections found)
    {
        ArgumentNullException.ThrowIfNull(found);
        if (found.Boxes.SequenceEqual(CollectionsMarshal.AsSpan(_targets)))
            return;
        _targets.Clear();
        _targets.AddRange(found.Boxes);
        _before.Clear();
        _before.AddRange(_tracks);
        _tracks.Clear();
        // The surest choose first.
        for (int i = 0; i < _targets.Count; i++)
            _tracks.Add(Seen(_targets[i]) is { } before ? before with { Found = i } : new Track(++_ids, _targets[i], i, Number: 0));
        Hide();
        foreach (ref var track in CollectionsMarshal.AsSpan(_tracks))
            if (track.Number == 0)
                track = track with { Number = FreeNumber(track.Box.Label) };
        _tracks.Sort(static (a, b) => a.Id.CompareTo(b.Id));
    }

    /// <summary>Something else is looked at: nothing was seen before.</summary>
    public void Clear()
    {
        _tracks.Clear();
        _hidden.Clear();
        _targets.Clear();
        _ids = 0;
    }

    /// <summary>Moves what is shown towards where it was found.</summary>
    /// <param name="seconds">How long since the last time.</param>
    public void Glide(double seconds)
    {
        float share = GlideShare(seconds);
        foreach (ref var track in CollectionsMarshal.AsSpan(_tracks))
        {
            var (from, to) = (track.Box, _targets[track.Found]);
            track = track with
            {
                Box = to with
                {
                    Left = from.Left + (to.Left - from.Left) * share,
                    Top = from.Top + (to.Top - from.Top) * share,
                    Right = from.Right + (to.Right - from.Right) * share,
                    Bottom = from.Bottom + (to.Bottom - from.Bottom) * share,
                },
            };
        }
    }

    /// <summary>Which share of its way something glides in a time.</summary>
    internal static float GlideShare(double seconds) => (float)(1 - Math.Exp(-Math.Max(0, seconds) / GlideSeconds));

    // The track of the picture before, or the hidden one, that a box goes on; nobody else gets it.
    private Track? Seen(in Box box)
    {
        int best = -1, hidden = -1;
        float most = LeastOverlap;
        for (int i = 0; i < _before.Count; i++)
            if (_before[i].Box.Label == box.Label && _before[i].Box.Overlap(box) is var overlap && overlap >= most)
                (best, most) = (i, overlap);
        for (int i = 0; i < _hidden.Count; i++)
            if (_hidden[i].Track.Box.Label == box.Label && _hidden[i].Track.Box.Overlap(box) is var overlap && overlap > most)
                (hidden, most) = (i, overlap);
        if (hidden >= 0)
        {
            // It appears where it is: it was not seen on its way.
            var back = _hidden[hidden].Track with { Box = box };
            _hidden.RemoveAt(hidden);
            return back;
        }
        if (best < 0)
            return null;
        var track = _before[best];
        _before.RemoveAt(best);
        return track;
    }

    // The lowest that no other of the class has.
    private int FreeNumber(int label)
    {
        int number = 1;
        while (IsTaken(label, number))
            number++;
        return number;
    }

    private bool IsTaken(int label, int number)
    {
        foreach (var track in _tracks)
            if (track.Box.Label == label && track.Number == number)
                return true;
        foreach (var (track, _) in _hidden)
            if (track.Box.Label == label && track.Number == number)
                return true;
        return false;
    }

    // Who was not found again waits.
    private void Hide()
    {
        for (int i = _hidden.Count - 1; i >= 0; i--)
            if (_hidden[i].Missing == Patience)
                _hidden.RemoveAt(i);
            else
                _hidden[i] = (_hidden[i].Track, _hidden[i].Missing + 1);
        foreach (var track in _before)
            _hidden.Add((track, 1));
    }
}
