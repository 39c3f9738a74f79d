using Cnn.Backends;
using Cnn.Explain;
using Cnn.Networks;
using Cnn.Ops;
using NUnit.Framework;

namespace Cnn.Tests.Explain;

/// <summary>The effective field is the gradient's size, and lies inside the theoretical one.</summary>
public class EffectiveFieldTests
{
    [Test]
    public void It_lies_inside_the_theoretical_field(
        [ValueSource(typeof(FieldNetworks), nameof(FieldNetworks.Kinds))] string kind, [Values(1, 2, 3)] int seed)
    {
        var variables = new VariableSet();
        var b = new GraphBuilder(variables, seed);
        var input = b.Input("input", [1, 2, 9, 11]);
        // Of pads only a constant has a gradient.
        var graph = new Graph(FieldNetworks.Build(b, input, kind, kind == "pads" ? 1 : seed));
        var theoretical = new UnitField(graph, input);
        var random = new Random(seed);
        var node = graph.Outputs[0];
        var field = new EffectiveField(new ExplainedScore(input, [node]));
        using var session = new ReferenceBackend().CompileNow(field.Graph, variables);
        session.Write(field.Score.Picture, Noise(input.Shape, random));
        double all = 0;
        for (int i = 0; i < 30; i++)
        {
            int index = random.Next((int)node.Shape.Count);
            Choose(session, field, index);
            bool any = theoretical.Trace(node, index);
            var (rows, columns) = any ? (theoretical[input][2], theoretical[input][3]) : (AxisRange.None, AxisRange.None);
            for (int k = 0; k < field.Map.Floats.Length; k++)
            {
                var (row, column) = Math.DivRem(k, 11);
                all += field.Map.Floats[k];
                if (field.Map.Floats[k] != 0)
                    Assert.That(row >= rows.First && row <= rows.Last && column >= columns.First && column <= columns.Last,
                        $"({column}, {row}) of {index}");
            }
        }
        Assert.That(all, Is.GreaterThan(0));
    }

    [Test]
    public void It_is_how_much_small_changes_change_the_value()
    {
        var variables = new VariableSet();
        var b = new GraphBuilder(variables, 5);
        var input = b.Input("input", [1, 3, 7, 9]);
        var x = new Node(new Tanh(), [b.Conv(input, 4, 3, "a", pad: 1)]);
        var last = new Node(new Sigmoid(), [b.Conv(b.AveragePool(x, 2, 2), 3, 2, "b")], "last");
        var field = new EffectiveField(new ExplainedScore(input, [last]));
        var random = new Random(2);
        var picture = Noise(input.Shape, random);
        using var session = new ReferenceBackend().CompileNow(field.Graph, variables);
        using var network = new ReferenceBackend().CompileNow(new Graph(last), variables);
        session.Write(field.Score.Picture, picture);
        const float step = 1e-2f;
        foreach (int index in (int[])[0, 4, 17])
        {
            Choose(session, field, index);
            for (int k = 0; k < 63; k++)
            {
                double sum = 0;
                for (int c = 0; c < 3; c++)
                    sum += Math.Abs(Value(c * 63 + k, step, index) - Value(c * 63 + k, -step, index)) / (2 * step);
                // The logit before the sigmoid is what counts; its value is taken back from the sigmoid's.
                Assert.That(field.Map.Floats[k], Is.EqualTo(sum).Within(2e-3 + 2e-2 * sum), $"pixel {k} of {index}");
            }
        }

        double Value(int at, float by, int index)
        {
            float was = picture.Floats[at];
            picture.Floats[at] += by;
            network.Write(input, picture);
            picture.Floats[at] = was;
            network.Run();
            double value = network.Read(last).Floats[index];
            return Math.Log(value / (1 - value));
        }
    }

    private static void Choose(ISession session, EffectiveField field, int index)
    {
        field.Score.Choose(session, 0, index);
        field.Restart();
        field.Step(session);
    }

    private static Tensor Noise(Shape shape, Random random)
    {
        var noise = new Tensor(shape);
        foreach (ref float value in noise.Floats)
            value = 2 * random.NextSingle() - 1;
        return noise;
    }
}
