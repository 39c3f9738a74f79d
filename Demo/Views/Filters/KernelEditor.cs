using System.Numerics;
using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>The numbers of the explained kernel. A place's A is the number's index, or <see cref="Bias"/> or <see cref="Scale"/>.</summary>
/// <param name="lab">Whose kernel.</param>
internal sealed class KernelEditor(LabState lab) : NumberEditor
{
    public const int Bias = -1, Scale = -2;

    private readonly NumberGrid[] _grids = new NumberGrid[2];

    /// <summary>Says where the numbers of a map lie, for painting.</summary>
    public void Lies(int map, in NumberGrid grid) => _grids[map] = grid;

    /// <summary>The kernel as it is edited: for the channels that it looks at, with the newest numbers.</summary>
    public FilterKernel? Kernel => lab.Explained?.Kernel;

    public override float this[int index] => Kernel is not { } kernel ? 0 : index switch
    {
        Bias => kernel.Bias,
        Scale => kernel.Scale,
        _ => kernel.Numbers[index],
    };

    public override int Next(int index, int by) => index < 0 || Kernel is not { } kernel ? index
        : (index + by + kernel.Numbers.Count) % kernel.Numbers.Count;

    protected override bool Has(int index) => Kernel is { } kernel && index < kernel.Numbers.Count;

    protected override void Change(int index, float number, IAppActions app) => KernelChange.Edit(lab, index switch
    {
        Bias => Kernel! with { Bias = number },
        Scale => Kernel! with { Scale = number },
        _ => Kernel!.With(index, number),
    }, app);

    protected override int At(Vector2 place)
    {
        if (Kernel is not { } kernel)
            return -1;
        for (int map = 0; map < kernel.Maps; map++)
            if (_grids[map].Columns == kernel.Size && _grids[map].At(place.X, place.Y) is >= 0 and var cell)
                return (map * kernel.Channels + (kernel.Channels == 3 ? lab.Channel : 0)) * kernel.Plane + cell;
        return -1;
    }

    // A scale is finer.
    protected override double StepOf(int index, float number) =>
        index == Scale && Math.Abs(number) < 1 ? 0.01 : Math.Abs(number) < 20 ? 0.1 : 1;
}
