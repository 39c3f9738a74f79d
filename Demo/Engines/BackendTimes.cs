namespace Demo.Engines;

/// <summary>How long one network's run took on each backend here, and for which of them that speaks.</summary>
/// <param name="All">Each backend's name and its best run, in milliseconds.</param>
internal sealed record BackendTimes(IReadOnlyList<(string Backend, double Milliseconds)> All)
{
    // What is clearly faster: by a share that is no chance, and by more than nobody sees at 60 pictures a second.
    private const double Share = 1.15, Least = 2;

    /// <summary>The backend to use: the likely one, unless another one is clearly faster.</summary>
    /// <param name="likely">What was thought to be the fastest before anything was measured.</param>
    public string Choose(string likely)
    {
        double most = All.Where(row => row.Backend == likely).Select(row => row.Milliseconds).FirstOrDefault(double.PositiveInfinity);
        var (backend, least) = All.MinBy(row => row.Milliseconds);
        return least * Share <= most && least + Least <= most ? backend : likely;
    }

    /// <summary>In a few words, the chosen one first: <c>cpu: 21 ms, gl: 163 ms</c>.</summary>
    public string Text(string chosen) =>
        string.Join(", ", All.OrderBy(row => row.Backend == chosen ? 0 : 1).Select(row => $"{row.Backend}: {Short(row.Milliseconds)} ms"));

    private static string Short(double milliseconds) => milliseconds switch
    {
        < 1 => $"{milliseconds:0.00}",
        < 10 => $"{milliseconds:0.0}",
        _ => $"{milliseconds:0}",
    };
}
