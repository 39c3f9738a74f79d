using Cnn;
using Demo.Ui;

namespace Demo.Shell;

/// <summary>Files that are made of the network's values: waits until those are there, and writes beside the window.</summary>
/// <param name="scene">The values.</param>
/// <param name="messages">Where it is said.</param>
/// <param name="waits">Whether the window waits until a file is written: its clock is virtual.</param>
internal sealed class Exports(Scene scene, Messages messages, bool waits) : IDisposable
{
    // A value that no run yields any more never comes.
    private const int Patience = 300;

    private readonly List<Task<string>> _writing = [];
    private (IReadOnlyList<Node> Nodes, Func<Func<string>> Take)? _asked;
    private int _ticks;

    /// <summary>See <see cref="IAppActions.Export"/>.</summary>
    public void Ask(IReadOnlyList<Node> nodes, Func<Func<string>> take) => (_asked, _ticks) = ((nodes, take), 0);

    /// <summary>Once a frame: goes on with what was asked for.</summary>
    public void Tick()
    {
        if (_asked is var (nodes, take))
            Take(nodes, take);
        for (int i = _writing.Count - 1; i >= 0; i--)
            if (_writing[i].IsCompleted)
            {
                messages.Say(_writing[i].Result);
                _writing.RemoveAt(i);
            }
    }

    /// <summary>Waits for what is being written.</summary>
    public void Dispose() => Task.WaitAll([.. _writing]);

    private void Take(IReadOnlyList<Node> nodes, Func<Func<string>> take)
    {
        bool there = true;
        // Each is asked for, so that all of them come.
        foreach (var node in nodes)
            there &= scene.Read(node) is not null;
        if (there)
        {
            var write = take();
            _writing.Add(waits ? Task.FromResult(Write(write)) : Task.Run(() => Write(write)));
        }
        else if (++_ticks > Patience)
            messages.Say("nothing has run yet: there are no values to save");
        if (there || _ticks > Patience)
            _asked = null;
    }

    private static string Write(Func<string> write)
    {
        try
        {
            return $"saved {write()}";
        }
        catch (CnnException e)
        {
            return e.Message;
        }
    }
}
