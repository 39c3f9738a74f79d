using System.Formats.Tar;
using System.IO.Compression;
using Cnn;

namespace Demo.Catalogue;

/// <summary>
/// Takes files out of a package: npm's, a gzipped tar file whose entries lie in a folder <c>package</c>, or NuGet's, a zip.
/// </summary>
internal static class PackageArchive
{
    private const string NpmFolder = "package/";

    /// <summary>Writes files of a package into a folder, under their names without folders.</summary>
    /// <param name="archive">The package.</param>
    /// <param name="wanted">For each folder, what is to lie in it.</param>
    /// <exception cref="CnnException">A file is not in it, or is another one than the catalogue knows.</exception>
    public static void Unpack(string archive, IReadOnlyDictionary<string, IReadOnlyList<PackagedFile>> wanted)
    {
        var missing = wanted.SelectMany(folder => folder.Value.Select(file => (Folder: folder.Key, File: file))).ToList();
        if (Path.GetExtension(archive) == ".nupkg")
        {
            using var zip = ZipFile.OpenRead(archive);
            foreach (var entry in zip.Entries)
                Take(entry.FullName, entry.Length, path => entry.ExtractToFile(path, overwrite: false));
        }
        else
        {
            using var stream = File.OpenRead(archive);
            using var unzipped = new GZipStream(stream, CompressionMode.Decompress);
            using var tar = new TarReader(unzipped);
            while (missing.Count > 0 && tar.GetNextEntry() is { } entry)
                if (entry.Name.StartsWith(NpmFolder, StringComparison.Ordinal))
                    Take(entry.Name[NpmFolder.Length..], entry.Length, path => entry.ExtractToFile(path, overwrite: false));
        }
        if (missing.Count > 0)
            throw new CnnException($"the package has no {missing[0].File.Path}");

        void Take(string name, long length, Action<string> extract)
        {
            var (folder, file) = missing.FirstOrDefault(wish => wish.File.Path == name);
            if (file is null)
                return;
            missing.Remove((folder, file));
            // A wrong length is no reason to write more than was expected.
            if (length != file.Bytes)
                throw new CnnException($"{file.Path} of the package has {length:N0} bytes; {file.Bytes:N0} are expected");
            string path = Path.Combine(folder, file.Name);
            Directory.CreateDirectory(folder);
            extract(path);
            if (ModelCache.DigestOf(path) != file.Sha256)
                throw new CnnException($"{file.Path} of the package is damaged (another digest)");
        }
    }
}
