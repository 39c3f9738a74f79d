using Demo.Shell;

namespace Demo.Reports;

/// <summary>Prints what the network reads when nobody sees the window: a line whenever it changes its mind.</summary>
internal sealed class ResultPrinter(TextWriter output)
{
    private string? _last;

    public void Add(RunResult result, string label)
    {
        if (label == _last)
            return;
        _last = label;
        output.WriteLine($"{result.Time.TotalSeconds,6:0.00} s  {label}{(result.Probability is { } p ? $"  {p * 100:0.0} %" : "")}");
    }
}
