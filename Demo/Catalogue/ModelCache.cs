using System.Security.Cryptography;
using System.Text;
using Cnn;
using Cnn.Preprocessing;
using Demo.Files;

namespace Demo.Catalogue;

/// <summary>
/// The folder of fetched models: one folder a model, with its files and its sidecar. A folder has its name only when it is whole.
/// </summary>
/// <param name="Root">The folder; it need not exist.</param>
internal sealed record ModelCache(string Root)
{
    // Of fetching that was killed.
    private const string Unfinished = ".fetching-";

    /// <summary>Where a person's programs keep what can be fetched again.</summary>
    public static ModelCache OfUser() => new(Path.Combine(UserFolder.Cache, "models"));

    /// <summary>The model's own file, whether it is here or not.</summary>
    public string FileOf(KnownModel model) => Path.Combine(FolderOf(model), model.Files[0].Name);

    /// <summary>Whether a model is here, each of its files with the catalogue's size.</summary>
    public bool Has(KnownModel model) =>
        model.Files.All(
            file => new FileInfo(Path.Combine(FolderOf(model), file.Name)) is { Exists: true } found && found.Length == file.Bytes);

    /// <summary>The file of a model that is here, with the catalogue's sidecar beside it.</summary>
    /// <exception cref="CnnException">A file is another one than was fetched.</exception>
    public string Open(KnownModel model)
    {
        foreach (var file in model.Files)
        {
            string path = Path.Combine(FolderOf(model), file.Name);
            if (DigestOf(path) != file.Sha256)
                throw new CnnException($"{path} is damaged (another digest); models fetch {model.Name} fetches it again");
        }
        // A newer program may know more about the model than the one that fetched it.
        string opened = FileOf(model), sidecar = RecipeFile.PathFor(opened), recipe = model.Recipe.GetRawText();
        if (!File.Exists(sidecar) || File.ReadAllText(sidecar) != recipe)
            OutputFile.Write(sidecar, stream => stream.Write(Encoding.UTF8.GetBytes(recipe)));
        return opened;
    }

    /// <summary>Whether a person was asked for a model and did not want it.</summary>
    public bool WasDeclined(KnownModel model) => File.Exists(Declined(model));

    /// <summary>A person did not want a model: nobody asks again.</summary>
    /// <exception cref="CnnException">That cannot be remembered.</exception>
    public void Decline(KnownModel model) => OutputFile.Write(Declined(model), _ => { });

    /// <summary>A folder to fetch into; those of fetching that was killed long ago go.</summary>
    public string Begin()
    {
        Directory.CreateDirectory(Root);
        foreach (string left in Directory.GetDirectories(Root, Unfinished + "*"))
            if (Directory.GetLastWriteTimeUtc(left) < DateTime.UtcNow.AddDays(-1))
                Directory.Delete(left, recursive: true);
        string folder = Path.Combine(Root, Unfinished + Guid.NewGuid().ToString("n")[..8]);
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <summary>Gives a folder with a model's files its place.</summary>
    public void Complete(KnownModel model, string folder)
    {
        string place = FolderOf(model);
        if (Directory.Exists(place))
            Directory.Delete(place, recursive: true);
        Directory.Move(folder, place);
    }

    /// <summary>A file's digest, in small hexadecimal digits.</summary>
    public static string DigestOf(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private string Declined(KnownModel model) => FolderOf(model) + ".declined";

    private string FolderOf(KnownModel model) => Path.Combine(Root, model.Name);
}
