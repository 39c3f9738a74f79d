using System.CommandLine;
using Cnn;
using Cnn.Backends;
using Demo.Bench;
using Demo.Catalogue;
using Demo.Models;

namespace Demo.Commands;

/// <summary><c>bench</c>: how long networks take here, alone or beside another engine.</summary>
internal static class BenchCommand
{
    // What is measured unless somebody asks for something: one small network and three usual ones.
    private static readonly string[] Standard = ["lenet", "squeezenet", "mobilenetv2", "resnet18"];

    /// <param name="peer">Makes the engine that <c>--peers</c> runs beside; null where there is none.</param>
    public static Command Create(PeerFactory? peer = null)
    {
        var model = new Option<string[]>("--model")
        {
            Description =
                $"An .onnx file, or a network with random weights: {BuiltNetworks.Names}; unless given "
                    + $"{string.Join(", ", Standard)}",
        };
        var backend = BackendOption.Create();
        var threads = new Option<int>("--threads")
        {
            Description = "Threads of engines that run on the processor",
            DefaultValueFactory = _ => 2,
        };
        var seconds = new Option<double>("--seconds") { Description = "How long each network is measured", DefaultValueFactory = _ => 3 };
        var json = new Option<bool>("--json") { Description = "One JSON object a line for each network" };
        var peers = new Option<bool>("--peers") { Description = "Run ONNX Runtime in turns on the same network" };
        var layers = new Option<bool>("--layers") { Description = "Then each layer's kernels, the longest first" };
        var command = new Command("bench", "Measure how long networks take") { model, backend, threads, seconds, json, peers, layers };
        var choices = new ModelOptions();
        choices.AddTo(command);
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(threads) < 1)
                throw new CnnException($"--threads is {parsed.GetValue(threads)}; at least 1 is needed");
            if (parsed.GetValue(peers) && peer is null)
                throw new CnnException("--peers needs the other engine, which only Cnn.Benchmarks has: ./run.sh bench --peers starts that");
            var names = parsed.GetValue(model) is { Length: > 0 } given ? given : Standard;
            using var device = BackendOption.Open(parsed.GetValue(backend)!, Console.Error, parsed.GetValue(threads));
            var report = new BenchReport(Console.Out, parsed.GetValue(json), device);
            var budget = TimeSpan.FromSeconds(parsed.GetValue(seconds));
            foreach (string name in names)
            {
                var (graph, variables) = Load(name, choices.Read(parsed));
                using var other = parsed.GetValue(peers) ? peer!(graph, variables, parsed.GetValue(threads)) : null;
                report.Add(name, graph, Benchmark.Measure(device, graph, variables, other, budget, TimeProvider.System));
                if (parsed.GetValue(layers))
                    LayerTimes.Write(Console.Out, LayerTimes.Measure(device, graph, variables, budget, TimeProvider.System));
            }
            return CommandLine.Done;
        });
        return command;
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
