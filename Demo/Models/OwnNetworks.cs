using Cnn;
using Demo.Engines;
using Demo.Shell;
using Demo.Ui;
using Silk.NET.OpenGL;

namespace Demo.Models;

/// <summary>
/// What a view runs on the frames in place of the opened network. Another graph is compiled a slice a frame while the last one goes
/// on; it stays for when its view is shown again.
/// </summary>
/// <param name="gl">OpenGL, on whose thread all calls are made; null where nothing is drawn.</param>
/// <param name="options">What the command line asks.</param>
internal sealed class OwnNetworks(GL? gl, AppOptions options) : IDisposable
{
    private LiveNetwork? _next;
    private NetworkParts? _refused;

    /// <summary>The newest one that is ready; null before the first.</summary>
    public LiveNetwork? Current { get; private set; }

    /// <summary>How far the next one is, 0…1; 1 when there is none.</summary>
    public double Progress(int backend) => _next?.Engines[backend].Progress ?? 1;

    /// <summary>Goes on towards what a view wants; once a frame.</summary>
    /// <param name="wanted">What is to run.</param>
    /// <param name="backend">The backend in use, by its place in the options.</param>
    /// <param name="budget">What compiling may take; negative waits.</param>
    /// <param name="swap">Is called when another one is <see cref="Current"/> and the old one still exists.</param>
    /// <exception cref="CnnException">It cannot be compiled; the last one stays.</exception>
    public void Poll(NetworkParts wanted, int backend, TimeSpan budget, Action swap)
    {
        if (_next is not null && _next.Network.Parts != wanted)
            Forget();
        if (Current?.Network.Parts == wanted || _refused == wanted)
            return;
        try
        {
            _next ??= new LiveNetwork(options.Backends, options.Needs(gl, wanted));
            if (!_next.Engines[backend].Prepare(budget))
                return;
        }
        catch (CnnException)
        {
            // Said once, not in each frame.
            _refused = wanted;
            Forget();
            throw;
        }
        var old = Current;
        (Current, _next) = (_next, null);
        swap();
        old?.Dispose();
    }

    public void Dispose()
    {
        Forget();
        Current?.Dispose();
    }

    private void Forget()
    {
        _next?.Dispose();
        _next = null;
    }
}
