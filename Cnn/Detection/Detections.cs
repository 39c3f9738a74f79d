using System.Runtime.InteropServices;

namespace Cnn.Detection;

/// <summary>What a decoder found in one picture, best first; reused from picture to picture, so that decoding allocates nothing.</summary>
public sealed class Detections
{
    // Of thousands of candidates with a low threshold only the best are compared: the work stays bounded.
    private const int MostCandidates = 1000;
    private const int MostKept = 300;

    private readonly List<Box> _candidates = [], _boxes = [];
    private readonly List<Keypoint> _candidatePoints = [], _points = [];
    private readonly List<ValuePlace?> _candidatePlaces = [], _places = [];
    private readonly List<int> _order = [];
    private readonly Comparison<int> _bestFirst;
    private Keypoint[] _room = [];

    /// <summary>Makes an empty one.</summary>
    public Detections() => _bestFirst = BestFirst;

    /// <summary>The boxes, best first.</summary>
    public ReadOnlySpan<Box> Boxes => CollectionsMarshal.AsSpan(_boxes);

    /// <summary>How many points each has; often none.</summary>
    public int PointsPerBox { get; private set; }

    /// <summary>The points of a box.</summary>
    public ReadOnlySpan<Keypoint> PointsOf(int box) =>
        CollectionsMarshal.AsSpan(_points).Slice(box * PointsPerBox, PointsPerBox);

    /// <summary>The value of the model's outputs that a box was found by, its class's score; null where the model does not say.</summary>
    public ValuePlace? PlaceOf(int box) => _places[box];

    /// <summary>Begins a picture.</summary>
    internal void Clear(int pointsPerBox)
    {
        PointsPerBox = pointsPerBox;
        _candidates.Clear();
        _candidatePoints.Clear();
        _candidatePlaces.Clear();
        _boxes.Clear();
        _points.Clear();
        _places.Clear();
    }

    /// <summary>Room for the points of a candidate, until the next one's.</summary>
    internal Span<Keypoint> Room(int points)
    {
        if (_room.Length < points)
            _room = new Keypoint[points];
        return _room.AsSpan(0, points);
    }

    /// <summary>
    /// Adds a candidate, by which score it was found, and its points. What is no number or has no area is none.
    /// </summary>
    internal void Add(in Box box, ValuePlace? place = null, ReadOnlySpan<Keypoint> points = default)
    {
        if (!float.IsFinite(box.Left + box.Top + box.Right + box.Bottom) || box.Right <= box.Left || box.Bottom <= box.Top)
            return;
        _candidates.Add(box);
        _candidatePlaces.Add(place);
        _candidatePoints.AddRange(points);
    }

    /// <summary>
    /// Non-maximum suppression: of boxes of one class that share more than <paramref name="overlap"/>, and of boxes of different
    /// classes that share more than <paramref name="others"/>, the best is kept. Of equals the first.
    /// </summary>
    internal void Suppress(float overlap, float others = 1)
    {
        _order.Clear();
        for (int i = 0; i < _candidates.Count; i++)
            _order.Add(i);
        var order = CollectionsMarshal.AsSpan(_order);
        order.Sort(_bestFirst);
        var candidates = CollectionsMarshal.AsSpan(_candidates);
        var points = CollectionsMarshal.AsSpan(_candidatePoints);
        foreach (int i in order[..Math.Min(order.Length, MostCandidates)])
        {
            if (_boxes.Count == MostKept)
                break;
            if (IsCovered(candidates[i], overlap, others))
                continue;
            _boxes.Add(candidates[i]);
            _places.Add(_candidatePlaces[i]);
            _points.AddRange(points.Slice(i * PointsPerBox, PointsPerBox));
        }
    }

    private bool IsCovered(in Box box, float overlap, float others)
    {
        foreach (ref readonly var kept in Boxes)
        {
            float most = kept.Label == box.Label ? overlap : others;
            if (most < 1 && kept.Overlap(box) > most)
                return true;
        }
        return false;
    }

    // Of equals the first.
    private int BestFirst(int a, int b)
    {
        int order = _candidates[b].Score.CompareTo(_candidates[a].Score);
        return order != 0 ? order : a.CompareTo(b);
    }
}
