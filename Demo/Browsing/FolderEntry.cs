using Demo.Sources;
using Demo.Teaching;

namespace Demo.Browsing;

/// <summary>What a file can be opened as.</summary>
internal enum EntryKind
{
    Folder,
    Network,
    Picture,
    Video,
    Project,
    /// <summary>Nothing that the program knows by its name.</summary>
    Other,
}

/// <summary>A file or a folder as it is listed.</summary>
/// <param name="Name">Its name in its folder.</param>
/// <param name="Kind">What it can be opened as.</param>
/// <param name="Bytes">Its size; −1 where it has none.</param>
internal readonly record struct FolderEntry(string Name, EntryKind Kind, long Bytes)
{
    /// <summary>What a file's name says of its kind.</summary>
    public static EntryKind KindOf(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".onnx" or ".json" => EntryKind.Network,
        ProjectFile.Ending => EntryKind.Project,
        _ => Album.IsPicture(name) ? EntryKind.Picture : MovingInput.IsVideo(name) ? EntryKind.Video : EntryKind.Other,
    };

    /// <summary>A word for people.</summary>
    public string Word => Kind switch
    {
        EntryKind.Folder => "folder",
        // Kernels and sidecars are JSON too.
        EntryKind.Network => Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? "JSON" : "network",
        EntryKind.Picture => "picture",
        EntryKind.Video => "video",
        EntryKind.Project => "project",
        _ => "",
    };
}
