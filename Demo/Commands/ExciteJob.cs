using Cnn;
using Cnn.Backends;
using Demo.Explaining;
using Demo.Ui;

namespace Demo.Commands;

/// <summary>What was made up for a channel.</summary>
/// <param name="Value">How much it excites the channel: its mean, or the chosen value; of a class the score before the softmax.</param>
/// <param name="Start">The same of the noise that it began with.</param>
/// <param name="Picture">How it looks.</param>
internal sealed record MadeUp(float Value, float Start, PatchPixels Picture);

/// <summary>What was found for the channels, in the order in which they were asked for.</summary>
/// <param name="MadeUp">Empty where nothing was to be made up.</param>
/// <param name="Patches">Empty where no folder was looked through.</param>
/// <param name="Pictures">How many pictures the folder has.</param>
/// <param name="Unread">How many of them could not be read.</param>
internal sealed record ExciteFound(
    IReadOnlyList<MadeUp> MadeUp, IReadOnlyList<IReadOnlyList<ExcitingPatch>> Patches, int Pictures, int Unread);

/// <summary>What is asked of <c>excite</c>.</summary>
internal sealed record ExciteJob(Network Network, Layer Layer, int[] Channels)
{
    public (int X, int Y)? Cell { get; init; }

    public string? Folder { get; init; }

    public int? Steps { get; init; }

    public int Seed { get; init; }

    /// <summary>Does it, with progress on standard error.</summary>
    /// <exception cref="CnnException">The folder has no picture that can be read, or the layer no gradient.</exception>
    public ExciteFound Run(IBackend backend, CancellationToken cancelled)
    {
        using var folder = Folder is null ? null : new ExcitingFolder(Network, Layer, Folder, backend);
        using var ascent = Steps == 0 ? null : new AscentRun(Network.Parts, Layer, Steps, backend);
        int steps = ascent?.Ascent.Steps ?? 0;
        return WorkProgress.Show((folder?.Count ?? 0) + (double)steps * Channels.Length, progress =>
        {
            while (folder is not null && folder.Done < folder.Count)
            {
                cancelled.ThrowIfCancellationRequested();
                string fault = folder.Next();
                if (fault.Length > 0)
                    progress.WriteLine(Printable.Of($"left out: {fault}"));
                progress.Advance($"picture {folder.Done} of {folder.Count}");
            }
            if (folder is not null && folder.Unread == folder.Count)
                throw new CnnException($"{Folder}: none of its {Plural.Of(folder.Count, "picture")} can be read");
            var made = new List<MadeUp>();
            foreach (int channel in ascent is null ? [] : Channels)
            {
                ascent!.Begin(channel, Cell, Seed);
                for (bool last = false; !last; progress.Advance(Network.UnitText(Layer, channel, counted: true)))
                {
                    cancelled.ThrowIfCancellationRequested();
                    last = ascent.Step();
                }
                made.Add(new MadeUp(ascent.Measure(), ascent.Ascent.Curve[0], ascent.Picture()));
            }
            return new ExciteFound(made, folder is null ? [] : [.. Channels.Select(c => Patches(folder.Board, c))],
                folder?.Count ?? 0, folder?.Unread ?? 0);
        });
    }

    private static IReadOnlyList<ExcitingPatch> Patches(PatchBoard board, int channel)
    {
        var patches = new ExcitingPatch?[PatchBoard.Most];
        int count = board.Read(channel, patches);
        return patches[..count]!;
    }
}
