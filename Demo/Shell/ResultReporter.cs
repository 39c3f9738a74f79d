using Cnn.Preprocessing;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Shell;

/// <summary>Tells what each run found, when it is on the screen: to the figures, to the log, and without a display to stdout.</summary>
internal sealed class ResultReporter(AppOptions options, Pipeline pipeline, Meters meters, TimeProvider time)
{
    /// <summary>Tells the results that have come back.</summary>
    /// <param name="network">What found them.</param>
    /// <param name="empty">Whether nothing is on the canvas: the network has an opinion of that too, but nobody asked for it.</param>
    public void Report(Network network, bool empty)
    {
        // On a virtual clock a frame is on the screen when its tick ends.
        var shown = time.GetElapsedTime(0) + TimeSpan.FromSeconds(options.Realtime ? 0 : 1 / OffscreenWindow.TicksPerSecond);
        while (pipeline.TryReport(shown, out var result))
        {
            string label = network.Label(result.Class);
            meters.Add(result);
            options.Log?.Add(result, label, pipeline.Counts);
            if (!empty)
                options.Report?.Invoke(result, result.Class >= 0 ? label : WithoutClass(network));
        }
    }

    private static string WithoutClass(Network network) =>
        network.Parts.Kind == OutputKind.Classes ? "no page in view" : network.Parts.OutputText;
}
