using System.CommandLine;
using Cnn;
using Cnn.Onnx;
using Demo.Catalogue;
using Demo.Files;
using Demo.Models;

namespace Demo.Commands;

/// <summary><c>convert</c>: writes any model that opens as an ONNX file, with the shapes that were chosen.</summary>
internal static class ConvertCommand
{
    public static Command Create()
    {
        var model = new Argument<string>("MODEL") { Description = ModelOptions.Kinds };
        var output = new Argument<string>("OUT") { Description = "The ONNX file to write" };
        var options = new ModelOptions();
        var command = new Command("convert", "Write a model as ONNX, a TensorFlow.js one or a tidied copy of an ONNX file") { model,
            output };
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            Run(ModelNames.FileOf(parsed.GetValue(model)!), parsed.GetValue(output)!, options.Read(parsed));
            return CommandLine.Done;
        });
        return command;
    }

    private static void Run(string path, string target, ModelChoices choices)
    {
        if (!Path.GetExtension(target).Equals(".onnx", StringComparison.OrdinalIgnoreCase))
            throw new CnnException($"{target}: models are written as ONNX; end the name with .onnx");
        if (Path.GetFullPath(path) == Path.GetFullPath(target))
            throw new CnnException($"{path} is both what is read and what is written; give the result another name");
        var model = choices.Load(path);
        foreach (string warning in model.Warnings)
            Console.Error.WriteLine(Printable.Of($"warning: {warning}"));
        var graph = OpenSizes.Bind(model, choices.Bind, out string note);
        if (note.Length > 0)
            Console.Error.WriteLine($"note: {note}");
        OutputFile.Write(target, stream => OnnxWriter.Write(graph, model.Variables, stream));
        string shapes = string.Join(", ", graph.Inputs.Select(i => $"{i.Name} {i.Shape}"));
        Console.WriteLine(Printable.Of($"{target}: opset {OnnxWriter.Opset}, {Plural.Of(graph.LayerCount, "layer")}, from {shapes}"));
    }
}
