using Cnn.Ops;

namespace Cnn.Explain;

/// <summary>For each operator which box of an input a box of its output depends on. One that is not known sees all of its inputs.</summary>
internal sealed class FieldRules
{
    // Made once a node: they are as long as an axis.
    private readonly Dictionary<Node, ResizeTaps[]> _taps = [];

    /// <summary>Finds the box below.</summary>
    /// <param name="node">Whose output.</param>
    /// <param name="input">Which of its inputs.</param>
    /// <param name="box">A stretch of each axis of the output.</param>
    /// <param name="below">Takes one of each axis of the input.</param>
    /// <returns>Whether it depends on any element.</returns>
    public bool Below(Node node, int input, ReadOnlySpan<AxisRange> box, Span<AxisRange> below)
    {
        var shape = node.Inputs[input].Shape;
        switch (node.Op)
        {
            case Unary or Clip or Cast or BatchNormalization { Training: false } when input == 0:
                box.CopyTo(below);
                break;
            case Binary or Variadic or Relation or Where:
                Repeated(shape, box, below);
                break;
            case Conv conv when input == 0:
                Grouped(box, below, conv.Group, node.Shape[1], shape[1]);
                Under(conv.Window(shape, node.Inputs[1].Shape), box, below);
                break;
            case ConvTranspose conv when input == 0:
                Grouped(box, below, conv.Group, node.Shape[1], shape[1]);
                Over(conv.Window(shape, node.Inputs[1].Shape), box, below);
                break;
            case MaxPool pool:
                box.CopyTo(below);
                Under(pool.Window(shape), box, below);
                break;
            case AveragePool pool:
                box.CopyTo(below);
                Under(pool.Window(shape), box, below);
                break;
            case Resize resize:
                Resampled(node, resize, box, below);
                break;
            case GlobalAveragePool or GlobalMaxPool:
                Whole(shape, below);
                (below[0], below[1]) = (box[0], box[1]);
                break;
            case LRN:
                box.CopyTo(below);
                below[1] = AxisRange.All(shape[1]);
                break;
            case Reduce reduce:
                Reduced(reduce, shape, box, below);
                break;
            case SoftmaxFamily softmax:
                box.CopyTo(below);
                for (int axis = shape.Axis(softmax.Axis); axis < shape.Rank; axis++)
                    if (softmax.ToEnd || axis == shape.Axis(softmax.Axis))
                        below[axis] = AxisRange.All(shape[axis]);
                break;
            case Gemm gemm when input < 2:
                Whole(shape, below);
                below[(input == 0 ? gemm.TransA : !gemm.TransB) ? 1 : 0] = box[input];
                break;
            case MatMul when shape.Rank >= 2 && node.Shape.Rank >= 2:
                Repeated(shape, box, below);
                below[shape.Rank - (input == 0 ? 1 : 2)] = AxisRange.All(shape[shape.Rank - (input == 0 ? 1 : 2)]);
                break;
            case Concat concat:
                return Joined(node, node.Shape.Axis(concat.Axis), input, box, below);
            case Pad pad when input == 0:
                Padded(pad, shape, box, below);
                break;
            case SameElements:
                Reordered.Between(node.Shape, shape, box, below);
                break;
            case StridedCopy copy:
                Reordered.Copied(node.Shape, shape, copy.View(shape), box, below);
                break;
            default:
                Whole(shape, below);
                break;
        }
        foreach (var range in below)
            if (range.IsEmpty)
                return false;
        return true;
    }

    private static void Whole(Shape shape, Span<AxisRange> below)
    {
        for (int axis = 0; axis < below.Length; axis++)
            below[axis] = AxisRange.All(shape[axis]);
    }

    // Shapes are aligned at their last axes; one of length 1 repeats.
    private static void Repeated(Shape shape, ReadOnlySpan<AxisRange> box, Span<AxisRange> below)
    {
        for (int i = 1; i <= below.Length; i++)
            below[^i] = shape[shape.Rank - i] == 1 ? new(0, 0) : box[^i];
    }

    // The image stays; of the channels those of the groups that the box touches are seen.
    private static void Grouped(ReadOnlySpan<AxisRange> box, Span<AxisRange> below, int groups, int maps, int channels)
    {
        below[0] = box[0];
        int first = box[1].First / (maps / groups), last = box[1].Last / (maps / groups);
        below[1] = new(first * (channels / groups), (last + 1) * (channels / groups) - 1);
    }

    private static void Under(in Window window, ReadOnlySpan<AxisRange> box, Span<AxisRange> below)
    {
        for (int i = 0; i < window.Rank; i++)
            below[^(i + 1)] = Under(Axis(window, i), box[^(i + 1)]);
    }

    private static void Over(in Window window, ReadOnlySpan<AxisRange> box, Span<AxisRange> below)
    {
        for (int i = 0; i < window.Rank; i++)
            below[^(i + 1)] = Over(Axis(window, i), box[^(i + 1)]);
    }

    private static WindowAxis Axis(in Window window, int fromLast) => fromLast switch
    {
        0 => window.W,
        1 => window.H,
        _ => window.D,
    };

    // Only at the border some taps meet nothing.
    private static AxisRange Under(in WindowAxis axis, AxisRange outputs)
    {
        int low = axis.At(outputs.First, 0), high = axis.At(outputs.Last, axis.Kernel - 1);
        if (low >= 0 && high < axis.Input)
            return new(low, high);
        var seen = AxisRange.None;
        for (int output = outputs.First; output <= outputs.Last; output++)
            for (int tap = 0; tap < axis.Kernel; tap++)
                if (axis.At(output, tap) is var at && at >= 0 && at < axis.Input)
                    seen = seen.With(new(at, at));
        return seen;
    }

    // The window's input is what is computed here: whose taps reach one of these.
    private static AxisRange Over(in WindowAxis axis, AxisRange reached)
    {
        var seen = AxisRange.None;
        for (int output = 0; output < axis.Output; output++)
            for (int tap = 0; tap < axis.Kernel; tap++)
                if (axis.At(output, tap) is var at && at >= reached.First && at <= reached.Last)
                    seen = seen.With(new(output, output));
        return seen;
    }

    private void Resampled(Node node, Resize resize, ReadOnlySpan<AxisRange> box, Span<AxisRange> below)
    {
        if (!_taps.TryGetValue(node, out var taps))
            _taps[node] = taps = [.. Enumerable.Range(0, box.Length).Select(axis => resize.Taps(node.Inputs[0].Shape, axis))];
        for (int axis = 0; axis < below.Length; axis++)
        {
            if (taps[axis].IsIdentity)
            {
                below[axis] = box[axis];
                continue;
            }
            below[axis] = AxisRange.None;
            for (int k = box[axis].First * taps[axis].Width; k < (box[axis].Last + 1) * taps[axis].Width; k++)
                if (taps[axis].Weights[k] != 0)
                    below[axis] = below[axis].With(new(taps[axis].Indices[k], taps[axis].Indices[k]));
        }
    }

    private static void Reduced(Reduce reduce, Shape shape, ReadOnlySpan<AxisRange> box, Span<AxisRange> below)
    {
        var reduced = reduce.Reduced(shape);
        for (int axis = 0, kept = 0; axis < below.Length; axis++)
        {
            below[axis] = reduced[axis] ? AxisRange.All(shape[axis]) : box[kept];
            kept += reduced[axis] && !reduce.KeepDims ? 0 : 1;
        }
    }

    private static bool Joined(Node node, int axis, int input, ReadOnlySpan<AxisRange> box, Span<AxisRange> below)
    {
        int before = 0;
        for (int k = 0; k < input; k++)
            before += node.Inputs[k].Shape[axis];
        box.CopyTo(below);
        int last = node.Inputs[input].Shape[axis] - 1;
        below[axis] = new(Math.Max(0, box[axis].First - before), Math.Min(last, box[axis].Last - before));
        return !below[axis].IsEmpty;
    }

    private static void Padded(Pad pad, Shape shape, ReadOnlySpan<AxisRange> box, Span<AxisRange> below)
    {
        var pads = pad.PadsOf(shape);
        for (int axis = 0; axis < below.Length; axis++)
        {
            below[axis] = AxisRange.None;
            for (int at = box[axis].First; at <= box[axis].Last; at++)
                if (pad.Source(at, pads[axis].Begin, shape[axis]) is >= 0 and var source)
                    below[axis] = below[axis].With(new(source, source));
        }
    }
}
