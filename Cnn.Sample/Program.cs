// A program that uses the library from outside, also compiled ahead of time: reads a model, puts an operator of its own in
// front, writes that as a file, reads it again, and says what the network sees in a striped picture on the GPU.
using System.Globalization;
using Cnn;
using Cnn.Backends;
using Cnn.Gl;
using Cnn.Onnx;
using Example;

if (args is not [var file])
{
    Console.Error.WriteLine("error: the ONNX file of a network is needed, such as content/models/digits.onnx");
    return 2;
}
try
{
    var model = OnnxModel.Load(file);
    var network = model.Bind();
    var input = new Node(new Input(network.Inputs[0].Shape), network.Inputs[0].Name);
    var sharp = new Node(new Sharpen(0.5f), [input], "sharp");
    var (graph, _) = GraphRewriter.Replace(network, new Dictionary<Node, Node> { [network.Inputs[0]] = sharp });

    using var written = new MemoryStream();
    OnnxWriter.Write(graph, model.Variables, written, operators: Sharpen.InFiles);
    written.Position = 0;
    var own = OnnxModel.Load(written, "sharpened", operators: Sharpen.InFiles);
    var sharpened = own.Bind();

    using var gpu = GlBackend.OpenHeadless(Sharpen.OnGl);
    using var session = gpu.CompileNow(sharpened, own.Variables);
    var picture = new Tensor(sharpened.Inputs[0].Shape);
    for (int i = 0; i < picture.Count; i++)
        picture.Floats[i] = i % 5 / 5f;
    session.Write(sharpened.Inputs[0], picture);
    session.Run();
    Console.WriteLine(string.Join(' ', session.Read(sharpened.Outputs[0]).Floats.ToArray()
        .Select(p => p.ToString("0.0000", CultureInfo.InvariantCulture))));
    return 0;
}
catch (CnnException e)
{
    Console.Error.WriteLine($"error: {e.Message}");
    return 2;
}
