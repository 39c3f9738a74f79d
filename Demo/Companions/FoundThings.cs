using Cnn;
using Cnn.Detection;
using Cnn.Preprocessing;
using Demo.Engines;
using Demo.Models;
using Demo.Outputs;
using Demo.Ui;

namespace Demo.Companions;

/// <summary>The things that a network has found since it looks at what there is to see now.</summary>
/// <param name="live">The network.</param>
/// <param name="engine">What runs it.</param>
/// <param name="before">How many runs saw something else.</param>
/// <param name="row">Its row on the screen; null for the opened network's.</param>
internal sealed class FoundThings(LiveNetwork live, IEngine engine, long before, CompanionRow? row)
{
    private readonly Output _output = live.Network.Parts.Output;
    private readonly Func<Node, Tensor?> _read = engine.Read;
    private readonly Func<Node, long> _runOf = engine.RunOf;

    public CompanionRow? Row => row;

    /// <summary>Whether it may find things of a name.</summary>
    public bool Finds(string name) => _output.Finds(name);

    /// <summary>Whether what is found is of this name.</summary>
    public bool IsCalled(in Box box, string name) => _output.Label(box.Label) == name;

    /// <summary>What was found in the newest run.</summary>
    /// <param name="moves">Whether frames keep coming, so that things are followed; else each run numbers them anew.</param>
    /// <param name="boxes">The boxes, in 0…1 of what the network saw.</param>
    /// <param name="run">The run's number; 0 while nothing is known.</param>
    /// <returns>The things with their numbers, each with the place of its box; none while nothing is known.</returns>
    public ReadOnlySpan<Track> Newest(bool moves, out ReadOnlySpan<Box> boxes, out long run)
    {
        boxes = [];
        run = 0;
        var finder = _output.Finder!;
        foreach (var node in finder.Reads)
            if (_read(node) is null || (run = _runOf(node)) <= before)
            {
                run = 0;
                return [];
            }
        var things = finder.Numbered(new RunValues(_read, NothingFound: false)
        {
            Time = moves ? 0 : double.NaN,
            RunOf = _runOf,
        });
        boxes = finder.Last.Boxes;
        return things;
    }

    /// <summary>The part of a frame that the network sees.</summary>
    public FramePart Part(int width, int height) => live.Area.Seen(_read, width, height);
}
