// docs/library.md shows the lines between the marks, which a test holds equal and runs.
// <program>
using System.Collections.Immutable;
using Cnn;
using Cnn.Gl;
using Cnn.Onnx;

namespace Example;

/// <summary>Each pixel is moved away from the mean of its four neighbours; beyond the border there are zeros.</summary>
public sealed record Sharpen(float Amount) : Op
{
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs) =>
        inputs is [{ Shape.Rank: 4, Type: DataType.Float32 } maps] ? new(maps.Shape)
            : throw new CnnException("takes feature maps of floats, [N,C,H,W]");

    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        ReadOnlySpan<float> from = inputs[0].Floats;
        int height = output.Shape[2], width = output.Shape[3];
        for (int i = 0; i < from.Length; i++)
        {
            int x = i % width, y = i / width % height;
            double around = (x > 0 ? from[i - 1] : 0) + (x < width - 1 ? from[i + 1] : 0)
                + (y > 0 ? from[i - width] : 0) + (y < height - 1 ? from[i + width] : 0);
            output.Floats[i] = (float)(from[i] + Amount * (from[i] - around / 4));
        }
    }

    public override IEnumerable<(string Name, double Value)> Parameters() => [("amount", Amount)];

    // Linear and symmetric: what goes back is what goes forth.
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient) => [new Node(this, [outputGradient])];

    private const string Glsl = """
        void main()
        {
            int i = flatIndex(), x = i % W, y = i / W % H;
            if (i >= COUNT)
                return;
            float around = load0(x > 0 ? i - 1 : -1) + load0(x < W - 1 ? i + 1 : -1)
                + load0(y > 0 ? i - W : -1) + load0(y < H - 1 ? i + W : -1);
            store(i, load0(i) + AMOUNT * (load0(i) - around / 4.0));
        }
        """;

    public static GlOptions OnGl { get; } = new()
    {
        Kernels = GlKernels.None.Add<Sharpen>((op, node) => new GlKernel(Glsl, Trips: 0).Define("AMOUNT", op.Amount)),
    };

    public static OnnxOperators InFiles { get; } = OnnxOperators.Standard.Add<Sharpen>("com.example", "Sharpen",
        read: n => n.Make(new Sharpen(n.Float("amount", absent: 0.5f)), n.Input(0)),
        write: (op, w) => w.Float("amount", op.Amount));
}
// </program>
