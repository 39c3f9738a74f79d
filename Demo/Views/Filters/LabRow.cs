using System.Collections.Immutable;
using Cnn;
using Demo.Commands;

namespace Demo.Views.Filters;

/// <summary>How a row sees the picture's colours.</summary>
internal enum LabColours
{
    /// <summary>Not at all: one channel, the brightness.</summary>
    Grey,

    /// <summary>Red, green and blue apart, each with the same kernel: three channels to the end.</summary>
    Each,

    /// <summary>The first kernel looks at all three at once; from there on there is one channel.</summary>
    Across,

    /// <summary>Red alone: one channel.</summary>
    Red,

    /// <summary>Green alone: one channel.</summary>
    Green,

    /// <summary>Blue alone: one channel.</summary>
    Blue,
}

/// <summary>What a person put together: up to four stages in any order. Immutable; every change is another row.</summary>
/// <param name="Colours">How the picture enters.</param>
/// <param name="Stages">In the order of computation.</param>
/// <param name="Limit">How many pixels the longest side of the picture may have.</param>
internal sealed record LabRow(LabColours Colours, ImmutableArray<LabStage> Stages, int Limit = LabRow.UsualLimit)
{
    public const int MostStages = 4;
    public const int UsualLimit = 320;

    /// <summary>What a person sees first: a kernel over the grey picture, ReLU, and the largest of 2×2.</summary>
    public static LabRow StartingWith(FilterKernel kernel) => new(LabColours.Grey,
        [new FilterStage(kernel), new ActivationStage(ActivationKind.Relu), new PoolStage(PoolKind.Max)]);

    /// <summary>For people: <c>Sobel x → ReLU → max pool 2×2 · 10 parameters</c>.</summary>
    public string Title()
    {
        // Of each kernel the bias counts too.
        int parameters = Enumerable.Range(0, Stages.Length).Sum(i => Stages[i] is FilterStage ? KernelOf(i).Numbers.Count + 1 : 0);
        string stages = string.Join(" → ", Stages.Select(stage => stage.Title));
        return Stages.IsEmpty ? "the picture itself" : $"{stages} · {Plural.Of(parameters, "parameter")}";
    }

    public bool IsFull => Stages.Length == MostStages;

    /// <summary>Whether another row differs in kernels' numbers at most.</summary>
    public bool HasShapeOf(LabRow other)
    {
        // Asked for in every frame, and mostly of the same row.
        if (ReferenceEquals(this, other))
            return true;
        if (Colours != other.Colours || Limit != other.Limit || Stages.Length != other.Stages.Length)
            return false;
        for (int i = 0; i < Stages.Length; i++)
            if (!Stages[i].HasShapeOf(other.Stages[i]))
                return false;
        return true;
    }

    /// <summary>With one more stage at a place; the others move on.</summary>
    /// <exception cref="CnnException">There are four already.</exception>
    public LabRow Insert(int at, LabStage stage) => IsFull
        ? throw new CnnException($"the row has {MostStages} stages, which is the most; take one out first")
        : this with { Stages = Stages.Insert(at, stage) };

    /// <summary>With one more stage at the end.</summary>
    /// <exception cref="CnnException">There are four already.</exception>
    public LabRow Add(LabStage stage) => Insert(Stages.Length, stage);

    /// <summary>Without a stage.</summary>
    public LabRow Without(int at) => this with { Stages = Stages.RemoveAt(at) };

    /// <summary>With another stage at a place.</summary>
    public LabRow Replace(int at, LabStage stage) => this with { Stages = Stages.SetItem(at, stage) };

    /// <summary>How many channels enter a stage; of the index after the last stage, how many leave the row.</summary>
    public int ChannelsBefore(int stage) => Colours switch
    {
        LabColours.Each => 3,
        LabColours.Across => Stages.Take(stage).Any(s => s is FilterStage) ? 1 : 3,
        _ => 1,
    };

    /// <summary>A filter stage's kernel as it is multiplied: for the channels that it looks at together.</summary>
    public FilterKernel KernelOf(int stage) =>
        ((FilterStage)Stages[stage]).Kernel.ForChannels(Colours == LabColours.Each ? 1 : ChannelsBefore(stage));

    /// <summary>Rows and columns before and after each stage.</summary>
    /// <exception cref="CnnException">The picture is too small for a stage.</exception>
    public ImmutableArray<(SizeFormula Rows, SizeFormula Columns)> Sizes(int width, int height)
    {
        var sizes = ImmutableArray.CreateBuilder<(SizeFormula, SizeFormula)>(Stages.Length);
        foreach (var stage in Stages)
        {
            var (rows, columns) = (stage.SizeOf(height), stage.SizeOf(width));
            int needed = stage is FilterStage { Padding: Padding.Mirror } filter ? filter.Pad + 1 : rows.Extent - 2 * rows.Pad;
            if (Math.Min(width, height) < needed)
                throw new CnnException($"{width}×{height} pixels are too few for stage {sizes.Count + 1}, {stage.Title}, which needs "
                    + $"{needed}×{needed}: take a larger picture, less stride or dilation, or another padding");
            sizes.Add((rows, columns));
            (width, height) = (columns.Output, rows.Output);
        }
        return sizes.DrainToImmutable();
    }

    public bool Equals(LabRow? other) =>
        other is not null && Colours == other.Colours && Limit == other.Limit && Stages.SequenceEqual(other.Stages);

    public override int GetHashCode() => Stages.Aggregate(HashCode.Combine(Colours, Limit), HashCode.Combine);

    /// <summary>The size at which a frame is worked on: in its proportions, never larger than it is.</summary>
    public (int Width, int Height) SizeFor(int width, int height)
    {
        int longest = Math.Max(width, height);
        return longest <= Limit ? (width, height) : (Scaled(width), Scaled(height));

        int Scaled(int length) => Math.Max(1, (int)Math.Round((double)length * Limit / longest));
    }
}
