namespace Cnn.Ops.Preprocessing;

/// <summary>
/// The square that a frame is seen through. Input: the frame's size (height, width). Output Int32 [3]: top, left, side in
/// 64ths of a frame pixel.
/// </summary>
/// <param name="Centre">
/// The centre square of the shorter side; else the square of the longer side that begins at the top left corner and holds
/// the whole frame.
/// </param>
public sealed record FrameSquare(bool Centre = false) : Op
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("CENTRE", Centre ? 1 : 0)];

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 1, 1);
        Maps.RequireVector(inputs[0], 2, "the frame's size");
        return new TensorInfo([3], DataType.Int32);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var (height, width) = Maps.FrameSize(inputs[0], int.MaxValue / Maps.Unit);
        int side = (Centre ? Math.Min(height, width) : Math.Max(height, width)) * Maps.Unit;
        int top = Centre ? (height * Maps.Unit - side) / 2 : 0;
        int left = Centre ? (width * Maps.Unit - side) / 2 : 0;
        new[] { top, left, side }.CopyTo(output.Span<int>());
    }
}
