using System.Collections.Immutable;

namespace Cnn.Ops;

/// <summary>What <see cref="Pad"/> puts outside the input.</summary>
public enum PadMode
{
    /// <summary>One value.</summary>
    Constant,
    /// <summary>The input mirrored at its first and last element, which are not repeated.</summary>
    Reflect,
    /// <summary>The nearest element.</summary>
    Edge,
    /// <summary>The input again, as on a ring.</summary>
    Wrap,
}

/// <summary>
/// Adds elements before and after each axis; negative pads crop. A constant's value is an optional second input, a
/// scalar; 0 without it. <see href="https://onnx.ai/onnx/operators/onnx__Pad.html"/>
/// </summary>
/// <param name="Pads">All beginnings, then all ends, for each axis of <paramref name="Axes"/>.</param>
/// <param name="Mode">What is added.</param>
/// <param name="Axes">The axes that the pads speak of; empty means all.</param>
public sealed record Pad(Ints Pads, PadMode Mode = PadMode.Constant, Ints Axes = default) : Op
{
    /// <summary>The pads of each axis of an input.</summary>
    public (int Begin, int End)[] PadsOf(Shape input)
    {
        int count = Axes.Count == 0 ? input.Rank : Axes.Count;
        if (Pads.Count != 2 * count)
            throw new CnnException($"{2 * count} pads are needed for {count} axes; {Pads.Count} were given");
        var pads = new (int Begin, int End)[input.Rank];
        for (int i = 0; i < count; i++)
            pads[Axes.Count == 0 ? i : input.Axis(Axes[i])] = (Pads[i], Pads[count + i]);
        return pads;
    }

    /// <summary>Which input index an index of the padded axis reads (0 … length − 1), or −1 for the constant.</summary>
    public int Source(int index, int begin, int length) => Mode switch
    {
        PadMode.Edge => Math.Clamp(index - begin, 0, length - 1),
        PadMode.Wrap => Modulo(index - begin, length),
        PadMode.Reflect => length == 1 ? 0 : length - 1 - Math.Abs(length - 1 - Modulo(index - begin, 2 * length - 2)),
        _ => index >= begin && index < begin + length ? index - begin : -1,
    };

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 1, 2);
        Require.SameTypes(inputs);
        if (inputs.Length == 2 && inputs[1].Shape.Count != 1)
            throw new CnnException($"the constant must be one value; it has shape {inputs[1].Shape}");
        var x = inputs[0].Shape;
        var pads = PadsOf(x);
        var lengths = new int[x.Rank];
        for (int i = 0; i < lengths.Length; i++)
        {
            long length = (long)x[i] + pads[i].Begin + pads[i].End;
            if (length is < 0 or > int.MaxValue)
                throw new CnnException($"pads {pads[i].Begin} and {pads[i].End} make axis {i} of length {x[i]} {length} long");
            if (x[i] == 0 && length > 0 && Mode != PadMode.Constant)
                throw new CnnException($"axis {i} is empty; mode {Mode} has nothing to repeat");
            lengths[i] = (int)length;
        }
        return new(new Shape(lengths), inputs[0].Type);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var constant = inputs.Length == 2 ? inputs[1] : new Tensor(Shape.Scalar, output.Type);
        switch (Tensor.SizeOf(output.Type))
        {
            case 8: Copy<long>(inputs[0], constant, output); break;
            case 4: Copy<int>(inputs[0], constant, output); break;
            default: Copy<byte>(inputs[0], constant, output); break;
        }
    }

    private void Copy<T>(Tensor input, Tensor constant, Tensor output) where T : unmanaged
    {
        var x = Elements.Of<T>(input);
        var y = Elements.Of<T>(output);
        var outside = Elements.Of<T>(constant)[0];
        var pads = PadsOf(input.Shape);
        var strides = input.Shape.Strides();
        // For each axis, where in the input each of its indices reads; int.MinValue marks the constant.
        var from = new int[output.Shape.Rank][];
        for (int axis = 0; axis < from.Length; axis++)
        {
            from[axis] = new int[output.Shape[axis]];
            for (int i = 0; i < from[axis].Length; i++)
            {
                int source = Source(i, pads[axis].Begin, input.Shape[axis]);
                from[axis][i] = source < 0 ? int.MinValue : source * strides[axis];
            }
        }
        var walk = new Walk(output.Shape, []);
        int row = 0;
        while (walk.Next())
        {
            long begin = 0;
            for (int axis = 0; axis < from.Length - 1; axis++)
                begin += from[axis][walk.Index[axis]];
            for (int i = 0; i < walk.Length; i++)
            {
                long at = begin + (from.Length == 0 ? 0 : from[^1][i]);
                y[row + i] = at < 0 ? outside : x[(int)at];
            }
            row += walk.Length;
        }
    }

    /// <inheritdoc/>
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient)
    {
        if (Mode != PadMode.Constant)
            throw new CnnException($"Pad (node '{node.Name}') has no gradient in mode {Mode}");
        Ints back = [.. PadsOf(node.Inputs[0].Shape).Select(p => -p.Begin), .. PadsOf(node.Inputs[0].Shape).Select(p => -p.End)];
        var dx = new Node(new Pad(back), [outputGradient]);
        return node.Inputs.Length == 1 ? [dx] : [dx, null];
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() =>
        [.. Named("pads", Pads), ("mode", (int)Mode), .. Named("axes", Axes)];

    private static int Modulo(int value, int period) => (value % period + period) % period;
}
