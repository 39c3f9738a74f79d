using Demo.Shell;

namespace Demo.Reports;

/// <summary>Prints what the network reads when nobody sees the window: a line whenever it changes its mind.</summary>
internal sealed class ResultPrinter(TextWriter output)
{
    private readonly Dictionary<(string?, int), string> _last = [];

    public void Add(RunResult result)
    {
        string said = result.Answer.Said;
        if (_last.GetValueOrDefault((result.Network, result.Id)) == said)
            return;
        _last[(result.Network, result.Id)] = said;
        string who = result.Network is null ? "" : result.Of is null ? $"{result.Network}: "
            : $"{result.Network} of {result.Of} {result.Id}: ";
        output.WriteLine(
            $"{result.Time.TotalSeconds,6:0.00} s  {who}{said}{(result.Answer.Probability is { } p ? $"  {p * 100:0.0} %" : "")}");
    }
}
