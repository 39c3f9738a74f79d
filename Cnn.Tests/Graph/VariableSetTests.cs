using Cnn.Networks;
using NUnit.Framework;

namespace Cnn.Tests.Graphs;

/// <summary>What is published is whole, and stays what it is.</summary>
public class VariableSetTests
{
    [Test]
    public void A_value_that_was_read_stays_what_it_was()
    {
        var variables = new VariableSet();
        var given = Tensor.Vector(1f, 2f, 3f);
        variables.Write("w", given);
        given.Floats[0] = 9;
        var (first, weights) = (variables["w"], variables.Published);
        variables.Write("w", Tensor.Vector(4f, 5f, 6f));
        Assert.That(first.Floats.ToArray(), Is.EqualTo(new[] { 1f, 2f, 3f }));
        Assert.That(weights["w"], Is.SameAs(first));
        Assert.That(variables["w"].Floats.ToArray(), Is.EqualTo(new[] { 4f, 5f, 6f }));
    }

    [Test]
    public void Versions_grow_by_variable_and_names_keep_their_order()
    {
        var variables = new VariableSet();
        variables.Write("z", Tensor.Vector(1f));
        variables.Write("a", Tensor.Vector(1f));
        variables.Write("z", Tensor.Vector(2f));
        Assert.That((variables.Version("z"), variables.Version("a"), variables.Published.Revision), Is.EqualTo((2L, 1L, 3L)));
        Assert.That(variables.Names, Is.EqualTo(new[] { "z", "a" }));
    }

    [Test]
    public void A_step_with_a_wrong_shape_or_type_changes_nothing()
    {
        var variables = new VariableSet();
        variables.Write("a", Tensor.Vector(1f));
        variables.Write("b", Tensor.Vector(1f, 2f));
        KeyValuePair<string, Tensor>[] shape = [new("a", Tensor.Vector(5f)), new("b", Tensor.Vector(5f))];
        Assert.That(Assert.Throws<CnnException>(() => variables.Write(shape))!.Message,
            Does.Contain("'b' has shape 2; a value of shape 1"));
        KeyValuePair<string, Tensor>[] type = [new("a", Tensor.Vector(5f)), new("b", Tensor.Vector(5, 6))];
        Assert.That(Assert.Throws<CnnException>(() => variables.Write(type))!.Message, Does.Contain("Int32"));
        Assert.That(variables["a"].Floats[0], Is.EqualTo(1));
        Assert.Throws<CnnException>(() => _ = variables["c"]);
    }

    // Step k writes k everywhere: whoever sees two numbers has seen two steps.
    [Test]
    public void Readers_see_whole_steps_while_two_threads_write()
    {
        var variables = new VariableSet();
        LeNet.Build(variables);
        var shapes = variables.Names.Select(name => (Name: name, variables[name].Shape)).ToArray();
        variables.Write(StepOf(shapes, 1));
        Exception? failed = null;
        long last = 0, next = 1;
        var writers = Enumerable.Range(0, 2).Select(_ => new Thread(() => Try(() =>
        {
            for (int i = 0; i < 200; i++)
                variables.Write(StepOf(shapes, Interlocked.Increment(ref next)));
        }))).ToArray();
        foreach (var writer in writers)
            writer.Start();
        Try(() =>
        {
            bool more;
            do
            {
                more = writers.Any(w => w.IsAlive);
                var weights = variables.Published;
                Assert.That(weights.Revision, Is.GreaterThanOrEqualTo(last));
                last = weights.Revision;
                float step = weights[shapes[0].Name].Floats[0];
                foreach (var (name, _) in shapes)
                    Assert.That(weights[name].Floats.ContainsAnyExcept(step), Is.False, $"{name} of step {step}");
            }
            while (more);
        });
        foreach (var writer in writers)
            writer.Join();
        Assert.That(failed, Is.Null);
        Assert.That(variables.Version(shapes[0].Name), Is.EqualTo(1 + 1 + 400));

        void Try(Action action)
        {
            try
            {
                action();
            }
            catch (Exception e)
            {
                failed = e;
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, Tensor>> StepOf((string Name, Shape Shape)[] shapes, long step)
    {
        foreach (var (name, shape) in shapes)
        {
            var value = new Tensor(shape);
            value.Floats.Fill(step);
            yield return new(name, value);
        }
    }
}
