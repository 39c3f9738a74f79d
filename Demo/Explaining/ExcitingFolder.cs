using Cnn;
using Cnn.Backends;
using Cnn.Preprocessing;
using Demo.Companions;
using Demo.Sources;
using Demo.Ui;

namespace Demo.Explaining;

/// <summary>Goes through the pictures of a folder for what excites a layer's channels, one by one on the caller's thread.</summary>
internal sealed class ExcitingFolder : IDisposable
{
    private readonly PictureRun _run;
    private readonly FloatCopies _floats = new();
    private readonly IReadOnlyList<string> _files;

    /// <param name="network">The network.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="backend">Where the network runs.</param>
    /// <exception cref="CnnException">The folder cannot be read, or there are no pictures in it.</exception>
    public ExcitingFolder(Network network, Layer layer, string folder, IBackend backend)
    {
        if (!Directory.Exists(folder))
            throw new CnnException($"{folder}: no such folder");
        _files = Album.PicturesOf(folder);
        Board = new PatchBoard(network, layer);
        _run = new PictureRun(network.Parts, backend, layer.Node, network.Parts.Preprocessing.Output);
    }

    /// <summary>What was found so far.</summary>
    public PatchBoard Board { get; }

    /// <summary>How many pictures there are.</summary>
    public int Count => _files.Count;

    /// <summary>How many of them were looked at.</summary>
    public int Done { get; private set; }

    /// <summary>How many of these could not be read.</summary>
    public int Unread { get; private set; }

    /// <summary>Looks at the next picture.</summary>
    /// <returns>What was wrong with it, a line; empty for nothing.</returns>
    public string Next()
    {
        string file = _files[Done];
        string fault = "";
        try
        {
            var picture = Picture.Load(file, PreprocessingGraph.DefaultCapacity);
            var values = _run.Run(picture.Pixels, picture.Width, picture.Height);
            var node = Board.Layer.Node;
            // Where nothing was found that the network reads, there is nothing to be excited by.
            if (!values.NothingFound)
                Board.Offer(
                    _floats.Of(node, values.Read(node)!), values.Read(_run.Parts.Preprocessing.Output)!,
                    new PatchOrigin(Path.GetFileName(file), Done, null));
        }
        catch (CnnException e)
        {
            (fault, Unread) = (e.Message, Unread + 1);
        }
        Done++;
        return fault;
    }

    public void Dispose() => _run.Dispose();
}
