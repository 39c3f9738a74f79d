using Cnn.Backends;
using Cnn.Ops;
using NUnit.Framework;

namespace Cnn.Tests.Gl;

public class SessionTests
{
    [Test]
    public void RunsAGraphAndReadsItsNodes()
    {
        var x = new Node(new Input([2, 3]), "x");
        var y = new Node(new Relu(), [x]);
        using var session = GlSetup.Backend.CompileNow(new Graph(y), new VariableSet());
        session.Write(x, Tensor.From([2, 3], new float[] { -1, 2, -3, 4, 5, 6 }));
        session.Run();
        Assert.That(session.Read(y).Floats.ToArray(), Is.EqualTo(new float[] { 0, 2, 0, 4, 5, 6 }));
        Assert.That(session.Timings, Has.Count.EqualTo(1));
    }
}
