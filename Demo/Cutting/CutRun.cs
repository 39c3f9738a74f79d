using System.Text.Json;
using Cnn;
using Cnn.Backends;
using Cnn.Preprocessing;
using Cnn.Surgery;
using Demo.Companions;
using Demo.Outputs;
using Demo.Sources;
using Demo.Ui;

namespace Demo.Cutting;

/// <summary>What a network and the one that cuts made of it say of a picture.</summary>
internal sealed class CutRun : IDisposable
{
    private readonly IBackend _backend;
    private readonly CutNetwork _both;
    private readonly PictureRun _run;
    private readonly RunValues _values;
    private readonly int _top;

    /// <param name="opened">The network.</param>
    /// <param name="operation">The cuts into its model.</param>
    /// <param name="backend">Where it runs; taken over.</param>
    /// <param name="picture">The picture.</param>
    public CutRun(NetworkParts opened, Operation operation, IBackend backend, Picture picture)
    {
        _backend = backend;
        _both = new CutNetwork(opened, operation);
        _run = new PictureRun(_both.Parts, backend, [.. _both.Changed.Reads, _both.Distances]);
        _values = _run.Run(picture.Pixels, picture.Width, picture.Height);
        _top = opened.Output.Top;
    }

    public string Original => _both.Opened.Output.Print(_values, _top);

    public string Changed => _both.Changed.Print(_values, _top);

    /// <summary>The layers whose values changed most, relative to what they were.</summary>
    public IEnumerable<(string Name, double Distance)> MostChanged(CutLayers layers, int count)
    {
        var distances = _values.Read(_both.Distances)!;
        return layers.All.Select(layer => (layer.Name, Distance: _both.Distance(layer.Node, distances)))
            .Where(layer => layer.Distance > 0).OrderByDescending(layer => layer.Distance).Take(count);
    }

    /// <summary>Writes both answers, and how far each layer is from the original's.</summary>
    public void Write(Utf8JsonWriter json, CutLayers layers)
    {
        Write(json, "original", _both.Opened.Output);
        Write(json, "changed", _both.Changed);
        json.WriteStartObject("distances");
        foreach (var (name, distance) in MostChanged(layers, int.MaxValue))
            json.WriteNumber(name, Math.Round(distance, 6));
        json.WriteEndObject();
    }

    public void Dispose()
    {
        _run.Dispose();
        _backend.Dispose();
    }

    private void Write(Utf8JsonWriter json, string name, Output output)
    {
        json.WriteStartObject(name);
        output.PrintJson(json, _values, _top);
        json.WriteEndObject();
    }
}
