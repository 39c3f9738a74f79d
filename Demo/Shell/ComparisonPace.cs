using Demo.Engines;
using Demo.Models;
using Demo.Sources;

namespace Demo.Shell;

/// <summary>
/// When a run is compared with the reference. That is slow: it follows at its own rate, and for a large network or a moving
/// source only while somebody looks.
/// </summary>
internal sealed class ComparisonPace(TickBudget budget, TimeProvider time)
{
    // Multiply-accumulates up to which the reference is quick enough to follow all the time.
    private const long MostUnwatchedWork = 20_000_000;

    // It rests so many times as long as it works: frames in their hurry need the processor more.
    private const double RestAfterComparison = 9;

    private static readonly TimeSpan LeastRest = TimeSpan.FromSeconds(0.5);

    private TimeSpan _began, _rested;

    /// <summary>Takes a comparison over that is done, and begins one when it is time.</summary>
    /// <param name="live">The network.</param>
    /// <param name="engine">What runs it.</param>
    /// <param name="frame">What the last run saw; without pixels if that is not known any more.</param>
    /// <param name="moves">Whether frames keep coming.</param>
    /// <param name="watched">Whether somebody looks at the differences.</param>
    /// <param name="isReference">Whether the engine is the reference itself.</param>
    public void Update(LiveNetwork live, IEngine engine, in Frame frame, bool moves, bool watched, bool isReference)
    {
        var comparison = live.Comparison;
        if (comparison.Advance(budget.Comparing))
            Rest(watched);
        if (comparison.Busy || isReference || engine is not IComparedEngine compared || engine.Runs == 0 || frame.Pixels is null)
            return;
        bool unasked = live.Network.Work > MostUnwatchedWork || moves;
        if ((!watched && unasked) || comparison.Result?.Run == engine.Runs)
            return;
        if (comparison.Result is not null && Now < _rested)
            return;
        _began = Now;
        comparison.Begin(compared, frame, live.Network.Choices);
        if (comparison.Advance(budget.Comparing))
            Rest(watched);
    }

    private TimeSpan Now => time.GetElapsedTime(0);

    private void Rest(bool watched)
    {
        var rest = (watched ? 1 : RestAfterComparison) * (Now - _began);
        _rested = Now + (rest > LeastRest ? rest : LeastRest);
    }
}
