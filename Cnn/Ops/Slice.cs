using System.Collections.Immutable;

namespace Cnn.Ops;

/// <summary>
/// A range of each axis, with a step that may be negative. <see href="https://onnx.ai/onnx/operators/onnx__Slice.html"/>
/// </summary>
/// <param name="Starts">The first index per axis; negative counts from the end, out of range is clamped.</param>
/// <param name="Ends">One past the last index per axis, with the same rules.</param>
/// <param name="Axes">The axes that the lists speak of; empty means the first ones in order.</param>
/// <param name="Steps">The step per axis; empty means 1 each.</param>
public sealed record Slice(Ints Starts, Ints Ends, Ints Axes = default, Ints Steps = default) : StridedCopy
{
    internal override Shape ShapeFor(Shape input) => new(Array.ConvertAll(Ranges(input), r => r.Count));

    /// <inheritdoc/>
    public override StridedView View(Shape input)
    {
        var ranges = Ranges(input);
        var strides = input.Strides();
        int offset = 0;
        for (int i = 0; i < strides.Length; i++)
        {
            offset += ranges[i].First * strides[i];
            strides[i] *= ranges[i].Step;
        }
        return new(ShapeFor(input), [.. strides], offset);
    }

    /// <inheritdoc/>
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient)
    {
        var input = node.Inputs[0].Shape;
        var ranges = Ranges(input);
        if (ranges.Any(r => r.Step != 1))
            throw new CnnException($"Slice (node '{node.Name}') has no gradient for steps other than 1");
        Ints pads = [.. ranges.Select(r => r.First), .. ranges.Select((r, i) => input[i] - r.First - r.Count)];
        return [new Node(new Pad(pads), [outputGradient])];
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() =>
        [.. Named("starts", Starts), .. Named("ends", Ends), .. Named("axes", Axes), .. Named("steps", Steps)];

    private (int First, int Count, int Step)[] Ranges(Shape input)
    {
        int count = Starts.Count;
        if (Ends.Count != count || (Axes.Count != 0 && Axes.Count != count) || (Steps.Count != 0 && Steps.Count != count))
            throw new CnnException($"{count} starts, {Ends.Count} ends, {Axes.Count} axes and {Steps.Count} steps do not go together");
        var ranges = new (int First, int Count, int Step)[input.Rank];
        for (int axis = 0; axis < input.Rank; axis++)
            ranges[axis] = (0, input[axis], 1);
        for (int i = 0; i < count; i++)
        {
            int axis = input.Axis(Axes.Count == 0 ? i : Axes[i]);
            ranges[axis] = Range(input[axis], Starts[i], Ends[i], Steps.Count == 0 ? 1 : Steps[i]);
        }
        return ranges;
    }

    private static (int First, int Count, int Step) Range(long length, long start, long end, long step)
    {
        if (step == 0)
            throw new CnnException("a step is 0");
        if (start < 0)
            start += length;
        if (end < 0)
            end += length;
        // Going down, the last index may be 0, so the end may be −1.
        start = step > 0 ? Math.Clamp(start, 0, length) : Math.Clamp(start, -1, length - 1);
        end = step > 0 ? Math.Clamp(end, 0, length) : Math.Clamp(end, -1, length - 1);
        long count = step > 0 ? (end - start + step - 1) / step : (start - end - step - 1) / -step;
        return count <= 0 ? (0, 0, 1) : ((int)start, (int)count, (int)step);
    }
}
