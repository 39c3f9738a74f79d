using Cnn;
using Demo.Drawing;
using Demo.Explaining;
using Demo.Files;
using Demo.Ui;

namespace Demo.Commands;

/// <summary>Draws what <c>excite</c> found: a row for each channel, the made-up picture and the patches with their values.</summary>
internal static class ExciteSheet
{
    private const int MostRows = 128;

    private const float NameWidth = 150, Tile = 112, Text = 18, RowHeight = Tile + Text + 3 * Theme.Gap;

    /// <summary>Makes sure that a target fits so many channels.</summary>
    /// <exception cref="CnnException">It does not.</exception>
    public static void Check(string target, int channels)
    {
        if (IsPng(target) && channels > MostRows)
            throw new CnnException($"--out {target} would have {channels} rows; name a folder, which gets a file for each channel");
        if (IsPng(target))
            OutputFile.Check(target);
        else if (FileKinds.Of(target) is not (FileKind.Missing or FileKind.Folder))
            throw new CnnException($"--out {target} is neither a folder nor a name that ends with .png");
    }

    /// <summary>Draws and saves.</summary>
    /// <exception cref="CnnException">A file cannot be written.</exception>
    public static void Save(string target, ExciteJob job, ExciteFound found)
    {
        using var fonts = new Fonts();
        int[] all = [.. Enumerable.Range(0, job.Channels.Length)];
        if (IsPng(target))
            Save(target, job, found, all, fonts);
        else
            foreach (int i in all)
                Save(Path.Combine(target, FormattableString.Invariant($"{job.Layer.Name}-{job.Channels[i] + 1:0000}.png")), job, found, [i],
                    fonts);
    }

    private static void Save(string path, ExciteJob job, ExciteFound found, int[] rows, Fonts fonts)
    {
        int tiles = (found.MadeUp.Count > 0 ? 1 : 0) + (found.Patches.Count > 0 ? PatchBoard.Most : 0);
        var whole = new Rect(0, 0, NameWidth + Theme.Gap + tiles * (Tile + Theme.Gap), rows.Length * RowHeight + Theme.Gap);
        var list = new DrawList();
        list.Begin(whole);
        var rest = whole.Inset(Theme.Gap);
        foreach (int i in rows)
        {
            var row = rest.Top(RowHeight, out rest);
            var name = row.Left(NameWidth - Theme.Gap, out row, Theme.Gap).Top(Tile, out _);
            list.Text(name, TextStyle.Body.Cut, $"{job.Layer.Name} · {job.Network.UnitText(job.Layer, job.Channels[i])}");
            if (i < found.MadeUp.Count)
                Draw(list, row.Left(Tile, out row, Theme.Gap), found.MadeUp[i].Picture, found.MadeUp[i].Value, "made up ");
            for (int k = 0; i < found.Patches.Count && k < found.Patches[i].Count; k++)
                Draw(list, row.Left(Tile, out row, Theme.Gap), found.Patches[i][k].Pixels, found.Patches[i][k].Value, "");
        }
        list.End();
        ListPicture.Save(path, list, fonts, (int)whole.Width, (int)whole.Height);
    }

    private static void Draw(DrawList list, Rect column, PatchPixels picture, float value, string word)
    {
        var tile = column.Top(Tile, out var under, 2);
        list.Image(tile.Fit(picture.Width, picture.Height), picture.Thumbnail);
        list.Text(under.Top(Text, out _), TextStyle.Value.Centred.Cut, $"{word}{value:0.00}");
    }

    private static bool IsPng(string name) => Path.GetExtension(name).Equals(".png", StringComparison.OrdinalIgnoreCase);
}
