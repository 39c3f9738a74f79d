using System.CommandLine;
using System.Globalization;
using Cnn.Backends;
using Cnn.Gl;
using Demo.Platform;
using Silk.NET.OpenGL;

namespace Demo.Commands;

/// <summary><c>devices</c>: what networks can run on here, with the limits that decide what fits.</summary>
internal static class DevicesCommand
{
    public static Command Create()
    {
        var command = new Command("devices", "List what networks can run on here, with the limits that matter");
        command.SetAction(_ =>
        {
            Show(Console.Out);
            return CommandLine.Done;
        });
        return command;
    }

    private static void Show(TextWriter output)
    {
        using var reference = new ReferenceBackend();
        output.WriteLine($"{reference.Name}: {reference.Device}, {Environment.ProcessorCount} processors");
        try
        {
            using var context = new OffscreenContext();
            ShowGl(output, context.Gl);
        }
        catch (GlException e)
        {
            output.WriteLine($"gl: none ({e.Message})");
        }
    }

    private static void ShowGl(TextWriter output, GL gl)
    {
        gl.GetInteger(GLEnum.MaxComputeWorkGroupCount, 0, out int groupsX);
        gl.GetInteger(GLEnum.MaxComputeWorkGroupCount, 1, out int groupsY);
        gl.GetInteger(GLEnum.MaxComputeWorkGroupCount, 2, out int groupsZ);
        gl.GetInteger(GLEnum.MaxComputeWorkGroupSize, 0, out int sizeX);
        gl.GetInteger(GLEnum.MaxComputeWorkGroupSize, 1, out int sizeY);
        gl.GetInteger(GLEnum.MaxComputeWorkGroupSize, 2, out int sizeZ);
        gl.GetQuery(GLEnum.Timestamp, GLEnum.QueryCounterBits, out int timestampBits);
        (string Name, string Value)[] rows =
        [
            ("vendor", gl.GetStringS(StringName.Vendor)),
            ("version", gl.GetStringS(StringName.Version)),
            ("GLSL", gl.GetStringS(StringName.ShadingLanguageVersion)),
            ("work groups a dispatch", $"{groupsX} × {groupsY} × {groupsZ}"),
            ("invocations a group", $"{gl.GetInteger(GLEnum.MaxComputeWorkGroupInvocations)}, at most {sizeX} × {sizeY} × {sizeZ}"),
            ("shared memory", Bytes(gl.GetInteger(GLEnum.MaxComputeSharedMemorySize))),
            ("storage buffers a stage", $"{gl.GetInteger(GLEnum.MaxComputeShaderStorageBlocks)}"),
            ("storage buffer size", Bytes(gl.GetInteger64(GLEnum.MaxShaderStorageBlockSize))),
            ("images a stage", $"{gl.GetInteger(GLEnum.MaxComputeImageUniforms)}"),
            ("texture size", $"{gl.GetInteger(GLEnum.MaxTextureSize)}, {gl.GetInteger(GLEnum.MaxArrayTextureLayers)} layers"),
            ("timestamps", timestampBits > 0 ? $"{timestampBits} bits" : "none: no times per layer"),
        ];
        output.WriteLine($"gl: {gl.GetStringS(StringName.Renderer)}");
        foreach (var (name, value) in rows)
            output.WriteLine($"  {name,-24}{value}");
    }

    private static string Bytes(long count) => count switch
    {
        >= 1 << 20 => string.Create(CultureInfo.InvariantCulture, $"{count / (double)(1 << 20):0.#} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{count / 1024.0:0.#} KiB"),
    };
}
