using System.Globalization;
using Cnn;
using Cnn.Surgery;

namespace Demo.Cutting;

/// <summary>
/// Cuts as text, <c>zero conv1 3</c>: what the command line takes and prints. Channels, rows and columns count from 0, as in the file.
/// </summary>
internal static class CutText
{
    /// <summary>How each kind is written.</summary>
    public static IReadOnlyList<(string Word, string Form, string Help)> Forms { get; } =
    [
        ("zero", "zero LAYER MAP [CHANNEL]", "sets a map's kernel to 0, or its part for one channel"),
        ("negate", "negate LAYER MAP [CHANNEL]", "turns the kernel's signs"),
        ("swap", "swap LAYER MAP MAP [CHANNEL]", "exchanges the kernels of two maps"),
        ("noise", "noise LAYER MAP [AMOUNT [SEED]]", "adds noise of so many of the kernel's own deviations, 0.5 unless given"),
        ("set", "set LAYER MAP CHANNEL [ROW COLUMN] NUMBER", "gives one number of a kernel another value"),
        ("prune", "prune LAYER MAP", "silences a map: kernel, bias and what follows become 0"),
        ("pool", "pool LAYER max|average", "lets a pool yield the largest value or the mean"),
        ("activation", $"activation LAYER {string.Join('|', Activations.Words)}", "puts another activation in the place of one"),
        ("remove", "remove LAYER", "takes a layer out whose output has its input's shape"),
    ];

    /// <summary>Reads a cut.</summary>
    /// <exception cref="CnnException">It is none; the message says what is meant.</exception>
    public static Cut Parse(string text, CutLayers layers)
    {
        string[] words = text.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string word = words.Length > 0 ? words[0].ToLowerInvariant() : "";
        var form = Forms.FirstOrDefault(form => form.Word == word);
        if (form.Word is null)
            throw new CnnException($"the cut '{Printable.Of(text)}' begins with none of {string.Join(", ", Forms.Select(f => f.Word))}");
        try
        {
            var layer = layers.Find(words.Length > 1 ? words[1] : throw Wrong(text, form.Form), out string rest).Node;
            var values = new Values(rest.Split(' ', StringSplitOptions.RemoveEmptyEntries), () => Wrong(text, form.Form));
            var cut = Make(word, layer, values);
            values.End();
            return cut;
        }
        catch (CnnException e) when (!e.Message.StartsWith("the cut", StringComparison.Ordinal))
        {
            throw new CnnException($"the cut '{Printable.Of(text)}': {e.Message}", e);
        }
    }

    /// <summary>Writes a cut so that <see cref="Parse"/> reads it.</summary>
    public static string Of(Cut cut, CutLayers layers)
    {
        string name = layers.NameOf(cut.Layer);
        FormattableString text = cut switch
        {
            ZeroKernel c => $"zero {name} {c.Map}{Channel(c)}",
            NegateKernel c => $"negate {name} {c.Map}{Channel(c)}",
            SwapKernels c => $"swap {name} {c.Map} {c.With}{Channel(c)}",
            AddNoise c => $"noise {name} {c.Map} {c.Amount} {c.Seed}",
            SetNumber c => $"set {name} {c.Map} {c.From}{Place(c)} {c.Value}",
            PruneChannel c => $"prune {name} {c.Channel}",
            ChangePool c => $"pool {name} {c.Kind.ToString().ToLowerInvariant()}",
            SwapActivation c => $"activation {name} {Activations.WordOf(c.Activation)}",
            RemoveLayer => $"remove {name}",
            _ => $"change {name}",
        };
        return FormattableString.Invariant(text);
    }

    private static Cut Make(string word, Node layer, Values values) => word switch
    {
        "zero" => new ZeroKernel(layer, values.Whole(), values.WholeOrNone()),
        "negate" => new NegateKernel(layer, values.Whole(), values.WholeOrNone()),
        "swap" => new SwapKernels(layer, values.Whole(), values.Whole(), values.WholeOrNone()),
        "noise" => new AddNoise(layer, values.Whole(), Amount: values.Left > 0 ? values.Number() : 0.5, Seed: values.WholeOrNone() ?? 1),
        "set" => Set(layer, values),
        "prune" => new PruneChannel(layer, values.Whole()),
        "pool" => new ChangePool(layer, values.Word("max", "average") == "max" ? PoolKind.Max : PoolKind.Average),
        "activation" => new SwapActivation(layer, Activations.Of(values.Word([.. Activations.Words]))),
        _ => new RemoveLayer(layer),
    };

    private static SetNumber Set(Node layer, Values values)
    {
        var taps = KernelLayout.Of(layer)?.Taps ?? [];
        int map = values.Whole(), from = values.Whole(), tap = 0;
        for (int axis = 0; axis < taps.Rank; axis++)
        {
            int place = values.Whole();
            if (place >= taps[axis])
                throw new CnnException($"a kernel of '{layer.Name}' is {taps}; there is no {place} along its axis {axis}");
            tap = tap * taps[axis] + place;
        }
        return new SetNumber(layer, map, from, tap, (float)values.Number());
    }

    private static string Channel(KernelCut cut) => cut.Channel is { } channel ? $" {channel}" : "";

    private static string Place(SetNumber cut)
    {
        var taps = KernelLayout.Of(cut.Layer)!.Taps;
        string text = "";
        for (int axis = taps.Rank - 1, rest = cut.Tap; axis >= 0; rest /= taps[axis], axis--)
            text = $" {rest % taps[axis]}{text}";
        return text;
    }

    private static CnnException Wrong(string text, string form) => new($"the cut '{Printable.Of(text)}' is not of the form {form}");

    // The words behind the layer, taken one after the other.
    private sealed class Values(string[] words, Func<CnnException> wrong)
    {
        private int _at;

        public int Left => words.Length - _at;

        public int Whole() => int.TryParse(Next(), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : throw wrong();

        public int? WholeOrNone() => Left > 0 ? Whole() : null;

        public double Number() => double.TryParse(Next(), CultureInfo.InvariantCulture, out double value) ? value : throw wrong();

        public string Word(params ReadOnlySpan<string> known)
        {
            string word = Next().ToLowerInvariant();
            return known.Contains(word) ? word : throw wrong();
        }

        public void End()
        {
            if (Left > 0)
                throw wrong();
        }

        private string Next() => Left > 0 ? words[_at++] : throw wrong();
    }
}
