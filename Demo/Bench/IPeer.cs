using Cnn;

namespace Demo.Bench;

/// <summary>Another engine with a network loaded, to be measured in turns with ours.</summary>
internal interface IPeer : IDisposable
{
    /// <summary>Name, version and how it is called: <c>ONNX Runtime 1.31.1</c>.</summary>
    string Name { get; }

    /// <summary>Whether its threads go on spinning for a while after a run, and take the processors from others.</summary>
    bool Spins => false;

    /// <summary>Runs the network once on the input it was given first.</summary>
    void Run();
}

/// <summary>Loads a network into another engine.</summary>
/// <exception cref="CnnException">It cannot be had, or does not take the network.</exception>
internal delegate IPeer PeerFactory(Graph graph, VariableSet variables, int threads);
