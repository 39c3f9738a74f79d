namespace Demo.Ui.Opening;

/// <summary>A screen, or a part of one, that can be looked at.</summary>
/// <param name="Name">For people.</param>
/// <param name="Help">One sentence.</param>
/// <param name="Source">What <c>--source</c> calls it.</param>
internal sealed record ScreenChoice(string Name, string Help, string Source);
