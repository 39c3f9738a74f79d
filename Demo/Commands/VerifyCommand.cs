using System.CommandLine;
using Cnn;
using Cnn.Backends;
using Cnn.Onnx;

namespace Demo.Commands;

/// <summary><c>verify</c>: runs ONNX test cases and says which of them come out wrong.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var folders = new Argument<string[]>("DIR")
        {
            Description = "Folders with model.onnx and test_data_set_N/, or folders of such folders",
            Arity = ArgumentArity.OneOrMore,
        };
        var list = new Option<string?>("--list") { Description = "A file that names the cases to run, one a line, relative to DIR" };
        var relative = new Option<double>("--rtol")
        {
            Description = "How far a value may be off, as a share of it",
            DefaultValueFactory = _ => 1e-3,
        };
        var absolute = new Option<double>("--atol") { Description = "How far a value may be off besides", DefaultValueFactory = _ => 1e-5 };
        var backend = BackendOption.Create();
        var threads = ThreadsOption.Create();
        var command = new Command("verify", "Run ONNX test cases and compare with the outputs they expect")
        {
            folders, list, backend, threads, relative, absolute,
        };
        command.SetAction(parsed =>
        {
            int crew = ThreadsOption.Read(parsed, threads);
            var cases = Cases(parsed.GetValue(folders)!, parsed.GetValue(list));
            using var device = BackendOption.Open(parsed.GetValue(backend)!, Console.Error, crew);
            return Run(cases, device, parsed.GetValue(relative), parsed.GetValue(absolute), Console.Out);
        });
        return command;
    }

    private static List<ConformanceCase> Cases(string[] folders, string? list)
    {
        var wanted = list is null
            ? folders
            : folders.SelectMany(folder => ConformanceCase.ReadList(list).Select(name => Path.Combine(folder, name)));
        var cases = wanted.SelectMany(ConformanceCase.Find).ToList();
        return cases.Count > 0 ? cases : throw new CnnException($"{string.Join(", ", folders)}: no model.onnx here");
    }

    private static int Run(List<ConformanceCase> cases, IBackend backend, double relative, double absolute, TextWriter output)
    {
        var report = new ConformanceReport();
        foreach (var test in cases)
            if (report.Add(test, backend, relative, absolute) is { } failure)
                output.WriteLine(Printable.Of($"FAIL {test.Name}: {failure}"));
        output.WriteLine(report.NodesLine(backend.Name));
        output.WriteLine(report.TotalsLine());
        return report.Failed == 0 ? CommandLine.Done : CommandLine.CheckFailed;
    }
}
