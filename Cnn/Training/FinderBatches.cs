using Cnn.Networks;

namespace Cnn.Training;

/// <summary>
/// An endless row of batches of windows and close-ups. A painted scene is costly, so that each gives several windows:
/// scenes come in blocks, workers paint the next block while the current one is learnt from.
/// </summary>
public sealed class FinderBatches : IBatches
{
    private const int ScenesPerBlock = 256;

    private readonly Func<int, Scene> _paint;
    private readonly int _windows, _inks, _seed, _perScene;
    private readonly ParallelOptions _workers;
    private readonly FinderTargets _targets = new(FinderTraining.Window);
    private readonly Tensor[][] _buffers;
    private Scene[] _scenes = [];
    private InkSample[] _samples = [];
    private Task<Scene[]> _painting;
    private Task _preparing;
    private int _block = -1;
    private long _next;

    /// <summary>Starts the workers.</summary>
    /// <param name="paint">Paints the scene of a seed; called from several threads.</param>
    /// <param name="windows">Windows a batch.</param>
    /// <param name="inks">Close-ups a batch.</param>
    /// <param name="perScene">How many windows each scene gives.</param>
    /// <param name="threads">How many workers paint.</param>
    /// <param name="seed">The same seed gives the same batches, with any number of threads.</param>
    public FinderBatches(Func<int, Scene> paint, int windows, int inks, int perScene, int threads, int seed)
    {
        ArgumentNullException.ThrowIfNull(paint);
        if (windows < 1 || inks < 1 || perScene < 1 || windows > ScenesPerBlock * perScene)
            throw new CnnException(
                $"batches of {windows} windows and {inks} close-ups, {perScene} windows a scene: a batch has 1 … "
                    + $"{ScenesPerBlock * perScene}");
        (_paint, _windows, _inks, _perScene, _seed) = (paint, windows, inks, perScene, seed);
        _workers = new ParallelOptions { MaxDegreeOfParallelism = threads };
        _buffers = [Buffer(), Buffer()];
        _painting = Task.Run(() => Paint(0));
        _preparing = Task.Run(() => Prepare(0));
    }

    /// <summary>Batches for each block of scenes.</summary>
    public int PerEpoch => ScenesPerBlock * _perScene / _windows;

    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Next()
    {
        _preparing.GetAwaiter().GetResult();
        var ready = _buffers[_next % 2];
        long following = ++_next;
        _preparing = Task.Run(() => Prepare(following));
        return ready;
    }

    /// <summary>Waits for the workers and ends them.</summary>
    public void Dispose()
    {
        _preparing.GetAwaiter().GetResult();
        _painting.GetAwaiter().GetResult();
    }

    private Tensor[] Buffer()
    {
        const int cells = FinderTraining.Window / DigitFinder.Stride;
        return
        [
            new([_windows, 1, FinderTraining.Window, FinderTraining.Window]), new([_windows, 1, cells, cells]),
            new([_windows, 1, cells, cells]), new([_windows, 1, cells, cells]), new([_windows, 4, cells, cells]),
            new([_inks, 1, InkNetwork.Side, InkNetwork.Side]), new([_inks, 1, InkNetwork.Side, InkNetwork.Side]),
        ];
    }

    private Scene[] Paint(int block)
    {
        var scenes = new Scene[ScenesPerBlock];
        Parallel.For(0, scenes.Length, _workers, i => scenes[i] = _paint(Seeds.Mix(_seed, block, i)));
        return scenes;
    }

    private void Prepare(long number)
    {
        int block = (int)(number / PerEpoch);
        if (block != _block)
        {
            _scenes = _painting.GetAwaiter().GetResult();
            _samples = [.. _scenes.SelectMany(scene => scene.Inks)];
            _block = block;
            _painting = Task.Run(() => Paint(block + 1));
        }
        var buffers = _buffers[number % 2];
        Parallel.For(0, _windows, _workers, i => Window(buffers, i, (int)(number % PerEpoch) * _windows + i));
        var random = new Random(Seeds.Mix(_seed, (int)number, -1));
        for (int i = 0; i < _inks; i++)
            Ink(buffers, i, random);
    }

    // The windows of one scene are far from each other, so that a batch has many scenes.
    private void Window(Tensor[] buffers, int i, int number)
    {
        var random = new Random(Seeds.Mix(_seed, ~_block, number));
        const int pixels = FinderTraining.Window * FinderTraining.Window;
        int cells = _targets.Count;
        var boxes = FinderWindow.Cut(
            _scenes[number % ScenesPerBlock], FinderTraining.Window, random, buffers[0].Floats.Slice(i * pixels, pixels));
        _targets.Fill(boxes, Of(buffers[1], i, cells), Of(buffers[2], i, cells), Of(buffers[3], i, cells), Of(buffers[4], i, 4 * cells));
    }

    private void Ink(Tensor[] buffers, int i, Random random)
    {
        const int pixels = InkNetwork.Side * InkNetwork.Side;
        if (_samples.Length == 0)
            return;
        var sample = _samples[random.Next(_samples.Length)];
        var light = Light.Choose(random, random.Next(4) == 0);
        var grey = Of(buffers[5], i, pixels);
        var ink = Of(buffers[6], i, pixels);
        for (int p = 0; p < pixels; p++)
        {
            grey[p] = light.Apply(sample.Grey[p], random);
            ink[p] = sample.Ink[p] / 255f;
        }
    }

    private static Span<float> Of(Tensor tensor, int i, int count) => tensor.Floats.Slice(i * count, count);
}
