using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Cnn.Backends;
using Cnn.Gl;
using Demo.Engines;
using Demo.Platform;
using Demo.Sources;
using Silk.NET.OpenGL;

namespace Demo.Commands;

/// <summary><c>devices</c>: what networks can run on here, with the limits that decide what fits, and the cameras.</summary>
internal static class DevicesCommand
{
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "One JSON object instead of text" };
        var command =
            new Command("devices", "List what networks can run on here, with the limits that matter, and the cameras with their modes")
        {
            json,
        };
        command.SetAction(result =>
        {
            var gl = DescribeGl();
            var cameras = Cameras.List();
            if (result.GetValue(json))
                Console.WriteLine(ToJson(gl, cameras));
            else
                Show(Console.Out, gl, cameras);
            return CommandLine.Done;
        });
        return command;
    }

    private static void Show(TextWriter output, (string Device, string? Problem, List<(string Name, string Value)> Rows) gl,
        IReadOnlyList<Camera> cameras)
    {
        using var reference = new ReferenceBackend();
        output.WriteLine($"{reference.Name}: {reference.Device}, {Environment.ProcessorCount} processors");
        output.WriteLine(gl.Problem is null ? $"gl: {gl.Device}" : $"gl: none ({gl.Problem})");
        foreach (var (name, value) in gl.Rows)
            output.WriteLine($"  {name,-24}{value}");
        foreach (var camera in cameras)
        {
            output.WriteLine(
                $"camera:{camera.Number}: {camera.Name} ({camera.Device}){(camera.Problem is null ? "" : ": " + camera.Problem)}");
            foreach (var format in camera.Modes.GroupBy(mode => mode.Format))
                output.WriteLine($"  {format.Key,-24}{string.Join("; ", format)}");
        }
        if (cameras.Count == 0)
            output.WriteLine("camera: none; plug one in, or look at --source test");
    }

    private static string ToJson((string Device, string? Problem, List<(string Name, string Value)> Rows) gl, IReadOnlyList<Camera> cameras)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("processors", Environment.ProcessorCount);
            json.WriteStartObject("gl");
            json.WriteString("device", gl.Device);
            json.WriteString("problem", gl.Problem);
            foreach (var (name, value) in gl.Rows)
                json.WriteString(name, value);
            json.WriteEndObject();
            json.WriteStartArray("cameras");
            foreach (var camera in cameras)
                Write(json, camera);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json, Camera camera)
    {
        json.WriteStartObject();
        json.WriteString("source", $"camera:{camera.Number}");
        json.WriteString("name", camera.Name);
        json.WriteString("device", camera.Device);
        json.WriteString("problem", camera.Problem);
        json.WriteStartArray("modes");
        foreach (var mode in camera.Modes)
        {
            json.WriteStartObject();
            json.WriteString("format", mode.Format);
            json.WriteNumber("width", mode.Width);
            json.WriteNumber("height", mode.Height);
            json.WriteStartArray("fps");
            foreach (double rate in mode.Rates)
                json.WriteNumberValue(Math.Round(rate, 3));
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static (string Device, string? Problem, List<(string Name, string Value)> Rows) DescribeGl()
    {
        try
        {
            using var context = new OffscreenContext();
            var gl = context.Gl;
            string device = gl.GetStringS(StringName.Renderer), why = BackendTable.WhyNoCompute(gl);
            return why.Length == 0 ? (device, null, [.. Basics(gl), .. Limits(gl)])
                : ("", $"{why}: {device} only draws", Basics(gl));
        }
        catch (GlException e)
        {
            return ("", e.Message, []);
        }
    }

    private static List<(string Name, string Value)> Basics(GL gl) =>
    [
        ("vendor", gl.GetStringS(StringName.Vendor)),
        ("version", gl.GetStringS(StringName.Version)),
        ("GLSL", gl.GetStringS(StringName.ShadingLanguageVersion)),
    ];

    private static List<(string Name, string Value)> Limits(GL gl)
    {
        gl.GetInteger(GLEnum.MaxComputeWorkGroupCount, 0, out int groupsX);
        gl.GetInteger(GLEnum.MaxComputeWorkGroupCount, 1, out int groupsY);
        gl.GetInteger(GLEnum.MaxComputeWorkGroupCount, 2, out int groupsZ);
        gl.GetInteger(GLEnum.MaxComputeWorkGroupSize, 0, out int sizeX);
        gl.GetInteger(GLEnum.MaxComputeWorkGroupSize, 1, out int sizeY);
        gl.GetInteger(GLEnum.MaxComputeWorkGroupSize, 2, out int sizeZ);
        gl.GetQuery(GLEnum.Timestamp, GLEnum.QueryCounterBits, out int timestampBits);
        return
        [
            ("work groups a dispatch", $"{groupsX} × {groupsY} × {groupsZ}"),
            ("invocations a group", $"{gl.GetInteger(GLEnum.MaxComputeWorkGroupInvocations)}, at most {sizeX} × {sizeY} × {sizeZ}"),
            ("shared memory", Bytes(gl.GetInteger(GLEnum.MaxComputeSharedMemorySize))),
            ("storage buffers a stage", $"{gl.GetInteger(GLEnum.MaxComputeShaderStorageBlocks)}"),
            ("storage buffer size", Bytes(gl.GetInteger64(GLEnum.MaxShaderStorageBlockSize))),
            ("images a stage", $"{gl.GetInteger(GLEnum.MaxComputeImageUniforms)}"),
            ("texture size", $"{gl.GetInteger(GLEnum.MaxTextureSize)}, {gl.GetInteger(GLEnum.MaxArrayTextureLayers)} layers"),
            ("timestamps", timestampBits > 0 ? $"{timestampBits} bits" : "none: no times per layer"),
        ];
    }

    private static string Bytes(long count) => count switch
    {
        >= 1 << 20 => string.Create(CultureInfo.InvariantCulture, $"{count / (double)(1 << 20):0.#} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{count / 1024.0:0.#} KiB"),
    };
}
