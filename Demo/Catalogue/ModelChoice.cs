namespace Demo.Catalogue;

/// <summary>A network that has a name.</summary>
/// <param name="Name">What a person calls it.</param>
/// <param name="Help">What it sees, in a few words.</param>
/// <param name="Path">Its file.</param>
/// <param name="IsHere">Whether the file is there; else it is to be fetched first.</param>
internal sealed record ModelChoice(string Name, string Help, string Path, bool IsHere);
