using System.Formats.Tar;
using System.IO.Compression;
using Cnn;

namespace Demo.Catalogue;

/// <summary>Takes files out of a package: a gzipped tar file whose entries lie in a folder <c>package</c>.</summary>
internal static class PackageArchive
{
    /// <summary>Writes files of a package into a folder, under their names without folders.</summary>
    /// <param name="archive">The package.</param>
    /// <param name="wanted">For each folder, what is to lie in it.</param>
    /// <exception cref="CnnException">A file is not in it, or is another one than the catalogue knows.</exception>
    public static void Unpack(string archive, IReadOnlyDictionary<string, IReadOnlyList<PackagedFile>> wanted)
    {
        var missing = wanted.SelectMany(folder => folder.Value.Select(file => (Folder: folder.Key, File: file))).ToList();
        using var stream = File.OpenRead(archive);
        using var unzipped = new GZipStream(stream, CompressionMode.Decompress);
        using var tar = new TarReader(unzipped);
        while (missing.Count > 0 && tar.GetNextEntry() is { } entry)
        {
            var (folder, file) = missing.FirstOrDefault(wish => "package/" + wish.File.Path == entry.Name);
            if (file is null)
                continue;
            missing.Remove((folder, file));
            // A wrong length is no reason to write more than was expected.
            if (entry.Length != file.Bytes)
                throw new CnnException($"{file.Path} of the package has {entry.Length:N0} bytes; {file.Bytes:N0} are expected");
            string path = Path.Combine(folder, file.Name);
            Directory.CreateDirectory(folder);
            entry.ExtractToFile(path, overwrite: false);
            if (ModelCache.DigestOf(path) != file.Sha256)
                throw new CnnException($"{file.Path} of the package is damaged (another digest)");
        }
        if (missing.Count > 0)
            throw new CnnException($"the package has no {missing[0].File.Path}");
    }
}
