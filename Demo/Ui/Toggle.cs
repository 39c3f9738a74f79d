namespace Demo.Ui;

/// <summary>What a person turns on and off in a view and what then stays; a view's keys say by which key.</summary>
internal enum Toggle
{
    HeatMap,
    Field,
    Kernels,
    Grid,
    Predictions,
    Timings,
    Sees,
    Links,
    Networks,
    Lesson,
    Effective,
    Flow,
}
