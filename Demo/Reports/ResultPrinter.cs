using Demo.Shell;

namespace Demo.Reports;

/// <summary>Prints what the network reads when nobody sees the window: a line whenever it changes its mind.</summary>
internal sealed class ResultPrinter(TextWriter output)
{
    private string? _last;

    public void Add(RunResult result)
    {
        string said = result.Answer.Said;
        if (said == _last)
            return;
        _last = said;
        output.WriteLine($"{result.Time.TotalSeconds,6:0.00} s  {said}{(result.Answer.Probability is { } p ? $"  {p * 100:0.0} %" : "")}");
    }
}
