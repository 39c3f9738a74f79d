using Cnn.Backends;
using Cnn.Gl;
using Cnn.Ops;
using NUnit.Framework;

namespace Cnn.Tests.Gl;

/// <summary>Whoever calls OpenGL where its context is not gets an error in place of zeros.</summary>
public class ContextTests
{
    private readonly Node _x = new(new Input([2, 3]), "x");

    private ISession Compile(GlBackend backend) => backend.CompileNow(new Cnn.Graph(new Node(new Relu(), [_x])), new VariableSet());

    private float[] Run(ISession session, float value)
    {
        session.Write(_x, Tensor.From([2, 3], Enumerable.Repeat(value, 6).ToArray()));
        session.Run();
        return session.Read(session.Graph.Outputs[0]).Floats.ToArray();
    }

    // The context of the other tests is current on this thread.
    [TearDown]
    public void GoBack() => GlSetup.Context.MakeCurrent();

    [Test]
    public void Two_backends_on_a_thread_do_not_touch_each_other()
    {
        using var first = GlBackend.OpenHeadless();
        using var a = Compile(first);
        using var second = GlBackend.OpenHeadless();
        using var b = Compile(second);
        Assert.That(Run(a, 3), Is.EqualTo(Enumerable.Repeat(3f, 6)));
        Assert.That(Run(b, 4), Is.EqualTo(Enumerable.Repeat(4f, 6)));
        second.Dispose();
        Assert.That(Run(a, 5), Is.EqualTo(Enumerable.Repeat(5f, 6)));
    }

    [Test]
    public void On_another_thread_it_is_an_error_until_the_context_is_released()
    {
        var context = new HeadlessContext();
        using var backend = new GlBackend(context.Gl, context: context);
        using var session = Compile(backend);
        using var readback = session.Readback(session.Graph.Outputs[0]);
        Assert.That(Elsewhere(() => Run(session, 1)), Is.TypeOf<GlException>().With.Message.Contains("another thread"));
        Assert.That(Elsewhere(() => session.Run()), Is.TypeOf<GlException>());
        Assert.That(Elsewhere(() => session.Read(session.Graph.Outputs[0])), Is.TypeOf<GlException>());
        Assert.That(Elsewhere(readback.Request), Is.TypeOf<GlException>());
        Assert.That(Elsewhere(() => Compile(backend)), Is.TypeOf<GlException>());
        context.Release();
        float[] values = [];
        Assert.That(Elsewhere(() =>
        {
            values = Run(session, 2);
            context.Release();
        }), Is.Null);
        Assert.That(values, Is.EqualTo(Enumerable.Repeat(2f, 6)));
        Assert.That(Run(session, 3)[5], Is.EqualTo(3));
    }

    // A card is opened as a device; where there is none the software renderer is one too.
    [Test]
    public void A_context_opens_on_each_device_of_EGL()
    {
        var devices = EglDisplays.Devices();
        Assert.That(devices, Is.Not.Empty);
        foreach (nint device in devices)
        {
            var context = new HeadlessContext(() => [EglDisplays.OfDevice(device)]);
            using var backend = new GlBackend(context.Gl, context: context);
            using var session = Compile(backend);
            Assert.That(Run(session, 6), Is.EqualTo(Enumerable.Repeat(6f, 6)));
        }
    }

    [Test]
    public void A_display_that_cannot_be_opened_is_passed_over()
    {
        const nint none = 0;
        using (var context = new HeadlessContext(() => EglDisplays.All().Prepend(none)))
            Assert.That(context.Gl.GetInteger(Silk.NET.OpenGL.GLEnum.MajorVersion), Is.GreaterThanOrEqualTo(4));
        Assert.That(Assert.Throws<GlException>(() => _ = new HeadlessContext(() => [none]))!.Message, Does.Contain("driver or Mesa"));
        Assert.That(Assert.Throws<GlException>(() => _ = new HeadlessContext(() => []))!.Message, Does.Contain("driver or Mesa"));
    }

    [Test]
    public void After_Dispose_it_is_an_error()
    {
        var backend = GlBackend.OpenHeadless();
        var session = Compile(backend);
        var other = Compile(backend);
        session.Dispose();
        Assert.That(Assert.Throws<GlException>(() => Run(session, 1))!.Message, Does.Contain("session was disposed"));
        Assert.Throws<GlException>(() => session.Read(session.Graph.Outputs[0]));
        backend.Dispose();
        Assert.That(Assert.Throws<GlException>(() => Run(other, 1))!.Message, Does.Contain("backend was disposed"));
        Assert.Throws<GlException>(() => Compile(backend));
        other.Dispose();
        backend.Dispose();
    }

    private static Exception? Elsewhere(Action action)
    {
        Exception? thrown = null;
        var thread = new Thread(() =>
        {
            try
            {
                action();
            }
            catch (Exception e)
            {
                thrown = e;
            }
        });
        thread.Start();
        thread.Join();
        return thrown;
    }
}
