using System.CommandLine;
using Cnn;
using Cnn.Backends;
using Cnn.Cpu;
using Demo.Bench;
using Demo.Catalogue;
using Demo.Models;

namespace Demo.Commands;

/// <summary><c>bench</c>: how long networks take here, alone or beside another engine.</summary>
internal static class BenchCommand
{
    // What is measured unless somebody asks for something: one small network and three usual ones.
    private static readonly string[] Standard = ["lenet", "squeezenet", "mobilenetv2", "resnet18"];

    /// <param name="peers">Make the engines that <c>--peers</c> runs beside; those that make threads spin last.</param>
    public static Command Create(params PeerFactory[] peers)
    {
        var model = new Option<string[]>("--model")
        {
            Description =
                $"An .onnx file, or a network with random weights: {BuiltNetworks.Names}; unless given "
                    + $"{string.Join(", ", Standard)}",
        };
        var backend = BackendOption.Create();
        var threads = new Option<string>("--threads")
        {
            Description = "Threads of engines that run on the processor; several numbers with commas give a table each",
            DefaultValueFactory = _ => "2",
        };
        var seconds = new Option<double>("--seconds") { Description = "How long each network is measured", DefaultValueFactory = _ => 3 };
        var json = new Option<bool>("--json") { Description = "One JSON object a line for each network" };
        var compare = new Option<bool>("--peers") { Description = "Run ONNX Runtime and OpenCV in turns on the same network" };
        var layers = new Option<bool>("--layers")
        {
            Description = "Then each layer's kernels, the longest first; with cpu beside what this machine's peak and memory allow",
        };
        var command = new Command("bench", "Measure how long networks take") { model, backend, threads, seconds, json, compare, layers };
        var choices = new ModelOptions();
        choices.AddTo(command);
        command.SetAction(parsed =>
        {
            int[] counts = ThreadsOption.List(parsed.GetValue(threads)!);
            if (parsed.GetValue(compare) && peers.Length == 0)
                throw new CnnException("--peers needs the other engines, which Cnn.Benchmarks has: ./run.sh bench --peers starts that");
            var names = parsed.GetValue(model) is { Length: > 0 } given ? given : Standard;
            var budget = TimeSpan.FromSeconds(parsed.GetValue(seconds));
            foreach (int count in counts)
            {
                using var device = BackendOption.Open(parsed.GetValue(backend)!, Console.Error, count);
                var report = new BenchReport(Console.Out, parsed.GetValue(json), device);
                foreach (string name in names)
                {
                    var (graph, variables) = Load(name, choices.Read(parsed));
                    var beside = parsed.GetValue(compare) ? Open(peers, name, graph, variables, count) : [];
                    report.Add(name, graph, Benchmark.Measure(device, graph, variables, beside, budget, TimeProvider.System));
                    beside.ForEach(peer => peer.Dispose());
                    if (!parsed.GetValue(layers))
                        continue;
                    var rows = LayerTimes.Measure(device, graph, variables, budget, TimeProvider.System);
                    // Only of the processor is known here what it could do at best; on shared machines that changes from minute to minute.
                    LayerTimes.Write(Console.Out, rows, device is CpuBackend ? ProcessorPeak.Measure(count) : null);
                }
            }
            return CommandLine.Done;
        });
        return command;
    }

    // A peer that does not take a network is left out of its rows.
    private static List<IPeer> Open(PeerFactory[] peers, string name, Graph graph, VariableSet variables, int threads)
    {
        var open = new List<IPeer>();
        foreach (var peer in peers)
            try
            {
                open.Add(peer(graph, variables, threads));
            }
            catch (CnnException e)
            {
                Console.Error.WriteLine($"note: {name}: {e.Message}");
            }
        return open;
    }

    private static (Graph Graph, VariableSet Variables) Load(string name, ModelChoices choices)
    {
        if (BuiltNetworks.Find(name) is { } built)
            return built;
        string path = ModelNames.FileOf(name);
        if (!File.Exists(path))
            throw new CnnException($"'{name}' is neither a file nor one of {BuiltNetworks.Names}");
        var file = choices.Load(path);
        return (file.Bind(choices.Bind), file.Variables);
    }
}
