using System.Numerics;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>What a place of a stage's chip does.</summary>
internal enum ChipPart
{
    /// <summary>Chooses the stage; dragged, it moves.</summary>
    Whole,
    Left,
    Right,
    Out,
    Kind,
    Size,
    Stride,
}

/// <summary>The mouse on the row of stages: A is the stage or one of the places beside them, B the <see cref="ChipPart"/>.</summary>
/// <param name="lab">Whose row it is.</param>
internal sealed class StageHandle(LabState lab) : Handle
{
    /// <summary>In place of a stage: what shows the stages that can be added, and those themselves, of which B is one.</summary>
    public const int Plus = -2, Offer = -3;

    private float _grabbed;

    public override void Press(Scene scene, IAppActions app, in HotSpot spot, Vector2 at, MouseButton button)
    {
        _grabbed = at.X;
        if (spot.A == Plus)
            StageChange.Offer(lab, app);
        else if (spot.A == Offer)
            StageChange.Add(lab, spot.B switch
            {
                0 => new FilterStage(lab.Filter?.Kernel ?? lab.Library.Presets[0]),
                1 => new ActivationStage(ActivationKind.Relu),
                _ => new PoolStage(PoolKind.Max),
            }, app);
        else if (spot.A >= 0 && spot.A < lab.Row.Stages.Length)
        {
            lab.Stage = spot.A;
            Do((ChipPart)spot.B, button == MouseButton.Right ? -1 : 1, app);
        }
    }

    // A chip's width further on it has changed places with its neighbour.
    public override void Drag(Scene scene, IAppActions app, in HotSpot spot, Vector2 from, Vector2 to)
    {
        if (spot is not { A: >= 0, B: (int)ChipPart.Whole })
            return;
        for (; MathF.Abs(to.X - _grabbed) >= spot.Rect.Width; _grabbed += Math.Sign(to.X - _grabbed) * spot.Rect.Width)
            StageChange.Move(lab, Math.Sign(to.X - _grabbed), app);
    }

    public override void Turn(Scene scene, IAppActions app, in HotSpot spot, float notches)
    {
        if (spot.A < 0 || spot.A >= lab.Row.Stages.Length || (ChipPart)spot.B < ChipPart.Kind)
            return;
        lab.Stage = spot.A;
        Do((ChipPart)spot.B, -Math.Sign(notches), app);
    }

    private void Do(ChipPart part, int by, IAppActions app)
    {
        switch (part, lab.Row.Stages[lab.Stage])
        {
            case (ChipPart.Left, _):
                StageChange.Move(lab, -1, app);
                break;
            case (ChipPart.Right, _):
                StageChange.Move(lab, 1, app);
                break;
            case (ChipPart.Out, _):
                StageChange.TakeOut(lab, app);
                break;
            case (ChipPart.Kind, ActivationStage activation):
                lab.Set(lab.Stage, activation.Turned(by), app);
                break;
            case (ChipPart.Kind, PoolStage pool):
                lab.Set(lab.Stage, pool with { Kind = pool.Kind == PoolKind.Max ? PoolKind.Average : PoolKind.Max }, app);
                break;
            case (ChipPart.Size, PoolStage pool):
                lab.Set(lab.Stage, pool with { Size = 5 - pool.Size }, app);
                break;
            case (ChipPart.Stride, PoolStage pool):
                lab.Set(lab.Stage, pool with { Stride = 1 + LabOptions.Ring(pool.Stride - 1 + by, LabStage.MostStep) }, app);
                break;
        }
    }
}
