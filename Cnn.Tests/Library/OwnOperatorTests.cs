using System.Collections.Immutable;
using Cnn.Backends;
using Cnn.Gl;
using Cnn.Models;
using Cnn.Onnx;
using Cnn.Onnx.Proto;
using Cnn.Ops;
using Cnn.Tests.Ops;
using Cnn.Tests.Platform;
using Example;
using NUnit.Framework;

namespace Cnn.Tests.Library;

/// <summary>An operator from outside the library: docs/library.md's, and what else can be registered, or must be refused.</summary>
[NonParallelizable]
public class OwnOperatorTests
{
    private static readonly OperatorCase Case = new("Sharpen", new Sharpen(0.7f), new Shape(2, 3, 5, 7));

    [Test, OwnThread]
    public void Its_kernel_agrees_with_its_definition_forth_and_back()
    {
        var y = Case.Node();
        var (graph, inputs) = GradientCheck.WithGradients(y, TestInput.Floats(y.Shape).Value(seed: 77));
        using var gl = GlBackend.OpenHeadless(Sharpen.OnGl);
        var expected = Case.Run(new ReferenceBackend(), graph);
        var actual = Case.Run(gl, graph);
        Assert.That(inputs, Is.EqualTo(new[] { 0 }));
        for (int i = 0; i < expected.Length; i++)
            Assert.That(new Closeness().Difference(expected[i], actual[i]), Is.Null);
    }

    [Test]
    public void Its_gradient_is_that_of_finite_differences() => Assert.That(GradientCheck.Difference(Case), Is.Null);

    [Test]
    public void It_goes_through_a_file_with_its_parameter()
    {
        var read = OnnxModel.Load(Written(Case.Node(), Sharpen.InFiles), "written", operators: Sharpen.InFiles).Bind();
        Assert.That(read.Outputs[0].Op, Is.EqualTo(new Sharpen(0.7f)));
        Assert.That(Case.Run(new ReferenceBackend(), read)[0].Floats.ToArray(), Is.EqualTo(Case.Evaluate(Case.Values()).Floats.ToArray()));
    }

    [Test]
    public void A_file_says_whose_operator_it_is_and_which_version()
    {
        var file = ModelProto.Parser.ParseFrom(Written(Case.Node(), Sharpen.InFiles));
        Assert.That(file.Graph.Node.Single().Domain, Is.EqualTo("com.example"));
        Assert.That(file.OpsetImport.Select(o => (o.Domain, o.Version)), Is.EqualTo(new[] { ("", 21L), ("com.example", 1L) }));
    }

    [Test]
    public void Whoever_does_not_know_it_is_told_so()
    {
        var error = Assert.Throws<ModelException>(() => OnnxModel.Load(Written(Case.Node(), Sharpen.InFiles), "file"));
        Assert.That(error!.Message, Is.EqualTo("file: operators that are not supported: Sharpen of domain 'com.example' ('y')"));
        Assert.That(Assert.Throws<CnnException>(() => Written(Case.Node(), null))!.Message,
            Does.Contain("Sharpen is not an operator of ONNX"));
    }

    [Test]
    public void A_newer_version_of_its_domain_is_refused()
    {
        var file = ModelProto.Parser.ParseFrom(Written(Case.Node(), Sharpen.InFiles));
        file.OpsetImport[1].Version = 2;
        var error = Assert.Throws<ModelException>(() =>
            OnnxModel.Load(new MemoryStream(Google.Protobuf.MessageExtensions.ToByteArray(file)), "file", operators: Sharpen.InFiles));
        Assert.That(error!.Message, Does.Contain("Sharpen of domain 'com.example' version 2; up to 1 is known"));
    }

    [Test]
    public void An_attribute_that_it_does_not_know_is_refused()
    {
        var file = ModelProto.Parser.ParseFrom(Written(Case.Node(), Sharpen.InFiles));
        file.Graph.Node[0].Attribute.Add(new AttributeProto { Name = "radius", I = 2 });
        var model = OnnxModel.Load(new MemoryStream(Google.Protobuf.MessageExtensions.ToByteArray(file)), "file",
            operators: Sharpen.InFiles);
        Assert.That(Assert.Throws<ModelException>(() => model.Bind())!.Message, Does.Contain("'radius' is not known for Sharpen"));
    }

    [Test]
    public void An_operator_of_ONNX_that_the_library_lacks_can_be_added()
    {
        var operators = OnnxOperators.Standard.Add<Cube>("", "Cube", n => n.Make(new Cube(), n.Input(0)), (_, _) => { });
        var x = new Node(new Input(new Shape(2, 3)), "x");
        var read = OnnxModel.Load(Written(new Node(new Cube(), [x], "y"), operators), "written", operators: operators).Bind();
        Assert.That(read.Outputs[0].Op, Is.EqualTo(new Cube()));
    }

    [Test]
    public void What_the_library_does_itself_is_not_replaced()
    {
        Assert.Throws<CnnException>(() => GlKernels.None.Add<Conv>((_, _) => new GlKernel("", Trips: 0)));
        Assert.Throws<CnnException>(() => Sharpen.OnGl.Kernels.Add<Sharpen>((_, _) => new GlKernel("", Trips: 0)));
        Assert.Throws<CnnException>(() => OnnxOperators.Standard.Add<Cube>("", "Relu", n => n.Make(new Cube()), (_, _) => { }));
        Assert.Throws<CnnException>(() => OnnxOperators.Standard.Add<Relu>("com.example", "Relu", n => n.Make(new Relu()), (_, _) => { }));
        Assert.Throws<CnnException>(() => Sharpen.InFiles.Add<Sharpen>("com.example", "Sharper", n => n.Make(new Cube()), (_, _) => { }));
    }

    [Test]
    public void Somebodys_own_Relu_is_not_written_as_ONNXs()
    {
        var x = new Node(new Input(new Shape(2, 3)), "x");
        Assert.Throws<CnnException>(() => Written(new Node(new Foreign.Relu(), [x], "y"), null));
    }

    [Test, OwnThread]
    public void An_elementwise_kernel_takes_packed_maps_as_they_lie()
    {
        var kernels = GlKernels.None.Add<Cube>((_, _) => new GlKernel(
            "void main() { int i = flatIndex(); if (i < COUNT) store(i, load0(i) * load0(i) * load0(i)); }", Trips: 0)
        { Elementwise = true });
        var x = new Node(new Input(new Shape(1, 5, 6, 7)), "x");
        var weight = new Node(new Constant(TestInput.Weights(new Shape(6, 5, 3, 3)).Value(1)));
        var y = new Node(new Cube(), [new Node(new Conv(), [x, weight], "conv")], "cube");
        using var gl = GlBackend.OpenHeadless(new GlOptions { Kernels = kernels });
        var test = new OperatorCase("", new Cube(), new Shape(1, 5, 6, 7));
        var graph = new Cnn.Graph([y]);
        using var session = gl.CompileNow(graph, new VariableSet());
        using var reference = new ReferenceBackend().CompileNow(graph, new VariableSet());
        foreach (var s in new[] { session, reference })
        {
            s.Write(graph.Inputs[0], test.Values()[0]);
            s.Run();
        }
        Assert.That(new Closeness().Difference(reference.Read(y), session.Read(y)), Is.Null);
        Assert.That(((IGlSession)session).ViewOf(y)!.Value.Layout, Is.EqualTo(GlLayout.C4));
    }

    [Test, OwnThread]
    public void A_shader_that_loops_too_often_is_refused()
    {
        var kernels = GlKernels.None.Add<Cube>((_, node) => new GlKernel("void main() {}", Trips: 10_000L * node.Shape[0]));
        using var gl = GlBackend.OpenHeadless(new GlOptions { Kernels = kernels });
        Cnn.Graph Rows(int n) => new([new Node(new Cube(), [new Node(new Input(new Shape(n, 3)), "x")])]);
        gl.CompileNow(Rows(6), new VariableSet()).Dispose();
        var error = Assert.Throws<GlException>(() => gl.CompileNow(Rows(7), new VariableSet()));
        Assert.That(error!.Message, Does.Contain("kernel Cube would loop 70,000 times"));
    }

    [Test, OwnThread]
    public void A_fault_in_its_shader_is_told_with_its_line()
    {
        var kernels = GlKernels.None.Add<Cube>((_, _) => new GlKernel("void main()\n{\n    store(0, nothing);\n}", Trips: 0));
        var x = new Node(new Input(new Shape(2, 3)), "x");
        using var gl = GlBackend.OpenHeadless(new GlOptions { Kernels = kernels });
        var error = Assert.Throws<GlException>(() => gl.CompileNow(new Cnn.Graph([new Node(new Cube(), [x])]), new VariableSet()));
        Assert.That(error!.Message, Does.StartWith("Cube:3: ").And.Contains("nothing"));
    }

    private static MemoryStream Written(Node output, OnnxOperators? operators)
    {
        var stream = new MemoryStream();
        OnnxWriter.Write(new Cnn.Graph([output]), new VariableSet(), stream, operators: operators);
        stream.Position = 0;
        return stream;
    }

    private sealed record Cube : Op
    {
        public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs) => new(inputs[0].Shape);

        public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
        {
            for (int i = 0; i < output.Count; i++)
                output.Floats[i] = inputs[0].Floats[i] * inputs[0].Floats[i] * inputs[0].Floats[i];
        }
    }

    private static class Foreign
    {
        public sealed record Relu : Op
        {
            public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs) => new(inputs[0].Shape);

            public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output) => inputs[0].Floats.CopyTo(output.Floats);
        }
    }
}
