using System.Collections.Immutable;

namespace Cnn.Ops;

/// <summary>
/// What training multiplies by to drop a share of all elements: 0 for those, 1 / (1 − ratio) for the others, so that the expected sum
/// stays. Input: the step as a Float32 scalar below 2^24. Each element's number is a hash of where it lies, of the step and of the
/// seed, so that every backend draws the same and no state is kept.
/// <see href="https://onnx.ai/onnx/operators/onnx__Dropout.html"/>; the hash is pcg3d of Jarzynski and Olano 2020, "Hash Functions for
/// GPU Rendering", <see href="https://jcgt.org/published/0009/03/02/"/>.
/// </summary>
/// <param name="Shape">The mask's shape.</param>
/// <param name="Ratio">The share that is dropped, from 0 to below 1.</param>
/// <param name="Seed">Each mask of a network has another one.</param>
public sealed record DropoutMask(Shape Shape, float Ratio, int Seed) : Op
{
    /// <summary>What is kept is multiplied by this.</summary>
    internal float Scale => 1 / (1 - Ratio);

    /// <summary>Random numbers below this one drop their element.</summary>
    internal uint Threshold => (uint)(Ratio * 4294967296.0);

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 1, 1);
        Require.Float(inputs);
        Require.Shape(inputs[0], Shape.Scalar, "the step");
        return Ratio is >= 0 and < 1 ? new(Shape) : throw new CnnException($"the ratio {Ratio} must be from 0 to below 1");
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output) => Fill(output.Floats, 0, inputs[0].Floats[0]);

    /// <summary>A part of the mask.</summary>
    /// <param name="part">Where.</param>
    /// <param name="first">The number of its first element.</param>
    /// <param name="step">The step.</param>
    internal void Fill(Span<float> part, int first, float step)
    {
        float scale = Scale;
        uint threshold = Threshold;
        for (int i = 0; i < part.Length; i++)
            part[i] = Hash((uint)(first + i), (uint)step, (uint)Seed) < threshold ? 0 : scale;
    }

    private static uint Hash(uint x, uint y, uint z)
    {
        (x, y, z) = (x * 1664525 + 1013904223, y * 1664525 + 1013904223, z * 1664525 + 1013904223);
        x += y * z;
        y += z * x;
        z += x * y;
        (x, y, z) = (x ^ x >> 16, y ^ y >> 16, z ^ z >> 16);
        return x + y * z;
    }

    /// <inheritdoc/>
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient) => [null];

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("ratio", Ratio), ("seed", Seed)];
}
