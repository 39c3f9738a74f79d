using System.Collections.Immutable;
using Cnn.Backends;

namespace Cnn.Explain;

/// <summary>
/// Covers one part of the picture after the other and looks how far the score falls. It needs no gradient, only runs: first patches side
/// by side, then the same shifted by half a patch and by a quarter, so that the map becomes finer the longer one waits. The value of a
/// place is the mean over the patches that covered it, in units of the score; below zero where the score rises without it.
/// Source: Zeiler and Fergus, "Visualizing and Understanding Convolutional Networks", ECCV 2014.
/// </summary>
public sealed class Occlusion : Attribution
{
    // Shifts of the patches in quarters of a patch, down and to the right: the first four halve their distance, all sixteen quarter it.
    private static readonly (int Down, int Right)[] s_shifts =
    [
        (0, 0), (2, 2), (0, 2), (2, 0), (1, 1), (3, 3), (1, 3), (3, 1), (0, 1), (2, 3), (1, 0), (3, 2), (0, 3), (2, 1), (1, 2), (3, 0),
    ];

    private readonly record struct Patch(int Top, int Left, int Bottom, int Right, int Round);

    private readonly Node _rows, _columns, _values;
    private readonly Tensor _map, _score, _rowValues, _columnValues;
    private readonly double[] _sums;
    private readonly float[] _whole;
    private readonly ImmutableArray<Patch> _patches;

    /// <summary>Makes the graph.</summary>
    /// <param name="score">What is explained.</param>
    /// <param name="patch">The side of a patch in pixels of the picture; null for about a seventh of the picture's shorter side.</param>
    /// <param name="rounds">How often the picture is covered: 1, 4 to move by half a patch, 16 by a quarter.</param>
    /// <exception cref="CnnException">The patch or the number of rounds makes no sense.</exception>
    public Occlusion(ExplainedScore score, int? patch = null, int rounds = 16) : base(score)
    {
        bool last = score.ChannelAxis == 3;
        var shape = score.Picture.Shape;
        var (height, width) = (shape[last ? 1 : 2], shape[last ? 2 : 3]);
        Side = patch ?? Math.Max(1, (int)Math.Round(Math.Min(height, width) / 7.0));
        if (Side < 1 || Side > Math.Min(height, width))
            throw new CnnException($"a patch of {Side} pixels does not fit the picture of {height}×{width}");
        if (rounds < 1 || rounds > s_shifts.Length)
            throw new CnnException($"{rounds} rounds were asked for; there are 1 to {s_shifts.Length}");
        Fill = new Node(new Input(shape), "fill");
        _rows = new Node(new Input(last ? [1, height, 1, 1] : [1, 1, height, 1]), "rows");
        _columns = new Node(new Input(last ? [1, 1, width, 1] : [1, 1, 1, width]), "columns");
        _values = score.ValuesOf(score.Picture + (Fill - score.Picture) * (_rows * _columns));
        (_map, _score) = (new Tensor([score.Count, 1, height, width]), new Tensor(_values.Shape));
        (_rowValues, _columnValues) = (new Tensor(_rows.Shape), new Tensor(_columns.Shape));
        (_sums, _whole) = (new double[_map.Count], new float[score.Count]);
        _patches = [.. Enumerable.Range(0, rounds).SelectMany(round => Tiles(round, height, width))];
    }

    /// <summary>Input, of the picture's shape: what shows where a patch lies. See <see cref="Baselines"/>.</summary>
    public Node Fill { get; }

    /// <summary>The side of a patch, in pixels of the picture.</summary>
    public int Side { get; }

    /// <summary>The score of each picture with nothing covered, once the first run was made.</summary>
    public ReadOnlySpan<float> Whole => _whole;

    /// <inheritdoc/>
    public override int Runs => 1 + _patches.Length;

    /// <inheritdoc/>
    public override int Enough => 1 + _patches.Count(patch => patch.Round == 0);

    /// <inheritdoc/>
    public override bool IsSigned => true;

    /// <inheritdoc/>
    public override Tensor Map => _map;

    private protected override ImmutableArray<Node> Outputs => [_values];

    private protected override void Prepare(ISession session, int run)
    {
        _rowValues.Floats.Clear();
        _columnValues.Floats.Clear();
        if (run > 0)
        {
            var patch = _patches[run - 1];
            _rowValues.Floats[patch.Top..patch.Bottom].Fill(1);
            _columnValues.Floats[patch.Left..patch.Right].Fill(1);
        }
        session.Write(_rows, _rowValues);
        session.Write(_columns, _columnValues);
    }

    private protected override void Take(ISession session, int run)
    {
        session.Read(_values, _score);
        if (run == 0)
        {
            _score.Floats.CopyTo(_whole);
            return;
        }
        var patch = _patches[run - 1];
        int height = _map.Shape[2], width = _map.Shape[3];
        for (int n = 0; n < Score.Count; n++)
            for (int y = patch.Top; y < patch.Bottom; y++)
                for (int x = patch.Left; x < patch.Right; x++)
                {
                    int at = (n * height + y) * width + x;
                    _sums[at] += _whole[n] - (double)_score.Floats[n];
                    _map.Floats[at] = (float)(_sums[at] / (patch.Round + 1));
                }
    }

    private protected override void Forget()
    {
        _sums.AsSpan().Clear();
        _map.Floats.Clear();
    }

    // Each round covers every pixel once; patches at the edges are cut off there.
    private IEnumerable<Patch> Tiles(int round, int height, int width)
    {
        var (down, right) = (s_shifts[round].Down * Side / 4, s_shifts[round].Right * Side / 4);
        for (int y = down > 0 ? down - Side : 0; y < height; y += Side)
            for (int x = right > 0 ? right - Side : 0; x < width; x += Side)
                yield return new(Math.Max(0, y), Math.Max(0, x), Math.Min(height, y + Side), Math.Min(width, x + Side), round);
    }
}
