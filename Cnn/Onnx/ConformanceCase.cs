using Cnn.Backends;
using Cnn.Models;
using Cnn.Ops;

namespace Cnn.Onnx;

/// <summary>
/// One of ONNX's test cases: a folder with <c>model.onnx</c> and <c>test_data_set_N/{input,output}_K.pb</c>.
/// <see href="https://github.com/onnx/onnx/blob/main/docs/OnnxBackendTest.md"/>
/// </summary>
/// <param name="Folder">The folder.</param>
public sealed record ConformanceCase(string Folder)
{
    /// <summary>The folder's own name.</summary>
    public string Name => Path.GetFileName(Folder);

    /// <summary>The case in a folder, or all cases below it, by name.</summary>
    /// <exception cref="CnnException">There is no such folder.</exception>
    public static IEnumerable<ConformanceCase> Find(string folder)
    {
        if (!Directory.Exists(folder))
            throw new CnnException(System.IO.File.Exists(folder)
                ? $"{folder} is a file; a folder with model.onnx is needed" : $"{folder}: there is no such folder");
        return Directory.EnumerateFiles(Path.GetFullPath(folder), "model.onnx", SearchOption.AllDirectories)
            .Select(file => new ConformanceCase(Path.GetDirectoryName(file)!))
            .OrderBy(c => c.Folder, StringComparer.Ordinal);
    }

    /// <summary>The names in a list of cases: a line each, lines that begin with # are remarks.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IEnumerable<string> ReadList(string file) =>
        File.ReadLines(file).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#');

    /// <summary>Runs all data sets of the case.</summary>
    /// <param name="backend">Where to run.</param>
    /// <param name="relative">How far an output may lie from the expected one, as a share of it.</param>
    /// <param name="absolute">How far besides.</param>
    /// <exception cref="CnnException">The model or its data cannot be used, or does not run.</exception>
    public ConformanceResult Run(IBackend backend, double relative, double absolute)
    {
        var model = OnnxModel.Load(Path.Combine(Folder, "model.onnx"));
        var result = new ConformanceResult { Sets = 0 };
        foreach (string set in Directory.EnumerateDirectories(Folder, "test_data_set_*").Order(StringComparer.Ordinal))
            result = Run(model, ReadInputs(model, set), set, backend, relative, absolute, result);
        return result;
    }

    /// <summary>The inputs of a data set, by the names that the model has for them.</summary>
    internal static Dictionary<string, Tensor> ReadInputs(OnnxModel model, string set)
    {
        var inputs = new Dictionary<string, Tensor>();
        for (int k = 0; k < model.Inputs.Length; k++)
            if (Path.Combine(set, $"input_{k}.pb") is var file && File.Exists(file))
                inputs[model.Inputs[k].Name] = TensorFile.Read(file);
        return inputs;
    }

    private static ConformanceResult Run(OnnxModel model, Dictionary<string, Tensor> inputs, string set, IBackend backend,
        double relative, double absolute, ConformanceResult result)
    {
        var binding = Bind(model, inputs);
        using var session = backend.CompileNow(binding.Graph, model.Variables);
        foreach (var input in binding.Graph.Inputs)
            session.Write(input, inputs.TryGetValue(input.Name, out var given) ? given
                : throw new CnnException($"{Path.GetFileName(set)} has no file for input {ModelException.Quote(input.Name)}"));
        session.Run();
        result = result.With(binding, backend is ReferenceBackend ? [] : session.Timings);
        for (int k = 0; k < binding.Graph.Outputs.Length; k++)
        {
            string file = Path.Combine(set, $"output_{k}.pb");
            if (!File.Exists(file))
                continue;
            var output = binding.Graph.Outputs[k];
            var value = output.Op is NonMaxSuppression ? NonMaxSuppression.Trim(session.Read(output)) : session.Read(output);
            if (Difference(value, TensorFile.Read(file), relative, absolute) is { } difference)
                return result with { Failure = $"output '{output.Name}' {difference}" };
        }
        return result;
    }

    /// <summary>Only what decides a shape becomes a constant; everything else is written at run time, as in real use.</summary>
    internal static ModelBinding Bind(OnnxModel model, Dictionary<string, Tensor> inputs)
    {
        var shapes = inputs.ToDictionary(i => i.Key, i => i.Value.Shape);
        var values = new Dictionary<string, Tensor>();
        while (true)
        {
            try
            {
                return model.BindWithReport(new BindOptions { Shapes = shapes, Values = values });
            }
            catch (ValueNeededException e) when (e.InputNames.Any(name => inputs.ContainsKey(name) && !values.ContainsKey(name)))
            {
                foreach (string name in e.InputNames.Where(inputs.ContainsKey))
                    values[name] = inputs[name];
            }
        }
    }

    /// <summary>The first difference in words, or null.</summary>
    internal static string? Difference(Tensor actual, Tensor expected, double relative, double absolute)
    {
        if (actual.Type != expected.Type)
            return $"is {actual.Type}; {expected.Type} is expected";
        if (actual.Shape != expected.Shape)
            return $"has shape {actual.Shape}; {expected.Shape} is expected";
        if (actual.Type != DataType.Float32)
        {
            var (a, e) = (actual.ToInt64(), expected.ToInt64());
            int at = Enumerable.Range(0, a.Length).FirstOrDefault(i => a[i] != e[i], -1);
            return at < 0 ? null : $"is {a[at]} at {at}; {e[at]} is expected";
        }
        for (int i = 0; i < actual.Count; i++)
        {
            double a = actual.Floats[i], e = expected.Floats[i];
            // Equal infinities and NaN where NaN is expected are right; their difference is NaN.
            if (a.Equals(e) || Math.Abs(a - e) <= absolute + relative * Math.Abs(e))
                continue;
            return $"is {a:G7} at {i}; {e:G7} is expected";
        }
        return null;
    }
}

/// <summary>What came of a case.</summary>
public sealed record ConformanceResult
{
    /// <summary>How many data sets ran; a case without any proves nothing.</summary>
    public int Sets { get; init; }

    /// <summary>Why the case failed, or null.</summary>
    public string? Failure { get; init; }

    /// <summary>How many nodes the backend's own kernels ran.</summary>
    public int Native { get; init; }

    /// <summary>How many of the file's nodes were computed before the run.</summary>
    public int Folded { get; init; }

    /// <summary>The operators of the nodes that fell back to the definition on the CPU; empty on the reference backend.</summary>
    public IReadOnlyList<string> FellBack { get; init; } = [];

    internal ConformanceResult With(ModelBinding binding, IReadOnlyList<NodeTime> timings)
    {
        var computed = binding.Graph.Nodes.Where(n => !n.IsLeaf).ToList();
        var fellBack = timings.Where(t => t.Kernel == NodeTime.Definition).Select(t => t.Node).Distinct().Select(n => n.Op.Name).ToList();
        return this with
        {
            Sets = Sets + 1,
            Native = Native + computed.Count - fellBack.Count,
            Folded = Folded + binding.Folded.Count,
            FellBack = [.. FellBack, .. fellBack],
        };
    }
}
