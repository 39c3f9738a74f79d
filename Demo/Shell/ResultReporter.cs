using Demo.Companions;
using Demo.Platform;

namespace Demo.Shell;

/// <summary>Tells what each run found, when it is on the screen: to the figures, to the log, and without a display to stdout.</summary>
internal sealed class ResultReporter(
    AppOptions options, Pipeline pipeline, CompanionSet companions, Meters meters, TimeProvider time)
{
    /// <summary>Tells the results that have come back.</summary>
    public void Report()
    {
        // On a virtual clock a frame is on the screen when its tick ends.
        var shown = time.GetElapsedTime(0) + TimeSpan.FromSeconds(options.Realtime ? 0 : 1 / OffscreenWindow.TicksPerSecond);
        while (pipeline.TryReport(shown, out var result))
        {
            meters.Add(result);
            // With others beside it, it has a name.
            var named = companions.Running ? result with { Network = pipeline.Name } : result;
            options.Log?.Add(named, pipeline.Counts);
            if (!result.SawNoInk)
                options.Report?.Invoke(named);
        }
        while (companions.TryReport(shown, out var beside))
        {
            options.Log?.Add(beside, counts: null);
            options.Report?.Invoke(beside);
        }
    }
}
