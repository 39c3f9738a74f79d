using Cnn;

namespace Demo.Bench;

/// <summary>Another engine with a network loaded, to be measured in turns with ours.</summary>
internal interface IPeer : IDisposable
{
    /// <summary>Name, version and what it was told: <c>ONNX Runtime 1.31.1, 2 threads</c>.</summary>
    string Name { get; }

    /// <summary>Runs the network once on the input it was given first. Leaves the processors to others between its runs.</summary>
    void Run();

    /// <summary>The same, but its threads wait for the next run by spinning: for runs in a row only.</summary>
    void RunSpinning();
}

/// <summary>Loads a network into another engine.</summary>
internal delegate IPeer PeerFactory(Graph graph, VariableSet variables, int threads);
