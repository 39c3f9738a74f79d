using Cnn;
using Demo.Engines;
using Demo.Shell;
using Silk.NET.OpenGL;

namespace Demo.Models;

/// <summary>
/// The networks of the model that is open. Another model is read on a worker and compiled a slice a frame while the old one
/// goes on; if it cannot be used the old one stays.
/// </summary>
/// <param name="gl">OpenGL, on whose thread all calls are made; null where nothing is drawn.</param>
/// <param name="file">The first model.</param>
/// <param name="options">What the command line asks.</param>
internal sealed class LiveNetworks(GL? gl, NetworkFile file, AppOptions options) : IDisposable
{
    // Drawings and photos are preprocessed differently, so each has a graph of its own, made when it is first needed.
    private sealed class Pair(NetworkFile file) : IDisposable
    {
        public NetworkFile File => file;

        private readonly LiveNetwork?[] _networks = new LiveNetwork?[2];

        public LiveNetwork Get(bool drawn, GL? gl, AppOptions options) => _networks[drawn ? 0 : 1] ??=
            new LiveNetwork(options.Backends, options.Needs(gl, file.PartsFor(drawn)));

        public void Dispose()
        {
            foreach (var network in _networks)
                network?.Dispose();
        }
    }

    private Pair _pair = new(file);
    private Pair? _next;
    private IEngine? _compiling;
    private Task<NetworkFile>? _reading;

    /// <summary>The network in use, for drawings or for photos.</summary>
    public LiveNetwork For(bool drawn) => _pair.Get(drawn, gl, options);

    /// <summary>The model in use.</summary>
    public NetworkFile File => _pair.File;

    /// <summary>How far the next model is, 0…1; 1 when there is none.</summary>
    public double Progress => _reading is not null ? 0 : _compiling?.Progress ?? 1;

    /// <summary>Begins to open a model in place of the one in use.</summary>
    /// <param name="read">Reads it, on a worker.</param>
    public void Open(Func<NetworkFile> read)
    {
        Forget();
        _reading = Task.Run(read);
    }

    /// <summary>Goes on opening; once a frame.</summary>
    /// <param name="drawn">What the network is needed for.</param>
    /// <param name="backend">The backend that a network is to run on, by its place in the options.</param>
    /// <param name="budget">What compiling may take; negative waits.</param>
    /// <param name="swap">Is called when the new networks are those in use and the old ones still exist.</param>
    /// <exception cref="CnnException">The model cannot be used; the old one stays.</exception>
    public void Poll(bool drawn, Func<LiveNetwork, int> backend, TimeSpan budget, Action swap)
    {
        bool waits = budget < TimeSpan.Zero;
        try
        {
            if (_reading is not null && (waits || _reading.IsCompleted))
            {
                var read = _reading;
                _reading = null;
                _next = new Pair(read.GetAwaiter().GetResult());
                var live = _next.Get(drawn, gl, options);
                _compiling = live.Engines[backend(live)];
            }
            if (_next is null || !_compiling!.Prepare(budget))
                return;
        }
        catch (CnnException)
        {
            Forget();
            throw;
        }
        var old = _pair;
        (_pair, _next, _compiling) = (_next, null, null);
        swap();
        old.Dispose();
    }

    public void Dispose()
    {
        Forget();
        _pair.Dispose();
    }

    private void Forget()
    {
        _next?.Dispose();
        (_reading, _next, _compiling) = (null, null, null);
    }
}
