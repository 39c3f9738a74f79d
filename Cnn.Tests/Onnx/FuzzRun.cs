using System.Diagnostics;
using System.Globalization;

namespace Cnn.Tests.Onnx;

/// <summary>
/// Tries damaged files one after the other on a thread of its own and measures each: 256 MB of allocations and 2 s of CPU time
/// are allowed. A file that hangs is found from outside.
/// </summary>
/// <param name="attempt">
/// What is tried with a file's bytes; returns whether the file was accepted, and may throw the errors that are allowed.
/// </param>
internal sealed class FuzzRun(Func<byte[], bool> attempt)
{
    /// <summary>What a file may allocate.</summary>
    public const long MostBytes = 256L << 20;

    /// <summary>The CPU time that a file may take.</summary>
    public TimeSpan MostTime { get; init; } = TimeSpan.FromSeconds(2);

    private const int DefaultVariants = 3000;

    // However slow the machine is, the ordinary run ends.
    private static readonly TimeSpan DefaultBox = TimeSpan.FromMinutes(1);

    // Long enough to cost nothing, short enough to find a hang soon.
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    private sealed record Started(int Seed, byte[] File, TimeSpan? At);

    private volatile ThreadClock? _clock;
    private volatile Started? _current;
    private volatile bool _abandoned;

    /// <summary>One line for each kind of fault that was found, with the seed and the file's bytes.</summary>
    public Dictionary<string, string> Faults { get; } = [];

    public int Accepted { get; private set; }

    public int Refused { get; private set; }

    /// <summary>The most that one file took.</summary>
    public long Bytes { get; private set; }

    /// <inheritdoc cref="Bytes"/>
    public TimeSpan Time { get; private set; }

    /// <summary>
    /// Tries the files of the seeds 0, 1, 2… The environment's REALTIMECNN_FUZZ says how many, or for how long: <c>100000</c>
    /// or <c>600s</c>.
    /// </summary>
    public void Try(Func<int, byte[]> fileOf)
    {
        string given = Environment.GetEnvironmentVariable("REALTIMECNN_FUZZ") ?? "";
        bool timed = given.EndsWith('s');
        var box = timed ? TimeSpan.FromSeconds(int.Parse(given.AsSpan(0, given.Length - 1), CultureInfo.InvariantCulture)) : given == ""
            ? DefaultBox : TimeSpan.MaxValue;
        int variants = timed ? int.MaxValue : given == "" ? DefaultVariants : int.Parse(given, CultureInfo.InvariantCulture);
        var watch = Stopwatch.StartNew();
        Watched(() =>
        {
            for (int seed = 0; !_abandoned && seed < variants && watch.Elapsed < box; seed++)
                Measure(seed, fileOf(seed));
        });
    }

    /// <summary>Tries one file.</summary>
    public void Try(byte[] file) => Watched(() => Measure(0, file));

    private void Measure(int seed, byte[] file)
    {
        var started = _current = new Started(seed, file, _clock?.Used);
        long before = GC.GetAllocatedBytesForCurrentThread();
        string fault = "";
        bool accepted = false;
        try
        {
            accepted = attempt(file);
        }
        catch (CnnException)
        {
            // Refused in one line: what a damaged file should be.
        }
        catch (Exception e)
        {
            fault = e.ToString();
        }
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        var time = (_clock?.Used - started.At) ?? TimeSpan.Zero;
        _current = null;
        if (_abandoned)
            return;
        (Bytes, Time) = (Math.Max(Bytes, bytes), time > Time ? time : Time);
        if (bytes > MostBytes)
            fault += $"{bytes >> 20} MB were allocated; ";
        if (time > MostTime)
            fault += $"it took {time.TotalSeconds:0.0} s of CPU time; ";
        if (fault != "")
            Add(seed, file, fault);
        else
            _ = accepted ? Accepted++ : Refused++;
    }

    // A thread cannot be stopped from outside: one that hangs is named and left behind, and the process ends all the same.
    private void Watched(Action run)
    {
        var thread = new Thread(() =>
        {
            _clock = ThreadClock.OfThisThread();
            run();
        })
        { IsBackground = true };
        thread.Start();
        while (!thread.Join(Poll))
            if (_current is { } current && _clock?.Used - current.At > MostTime * 1.5)
            {
                _abandoned = true;
                Add(current.Seed, current.File, "it does not end; ");
                return;
            }
    }

    private void Add(int seed, byte[] file, string fault) =>
        Faults.TryAdd(string.Concat(fault.Take(200)), $"seed {seed}: {fault}; bytes: {Convert.ToBase64String(file)}");
}
