using System.Diagnostics.CodeAnalysis;
using Demo.Platform;

namespace Demo.Ui;

/// <summary>Keys and what they do: help, legend, buttons, tooltips and README are made from it.</summary>
internal sealed class KeyTable
{
    private readonly Dictionary<Chord, KeyRow> _byKey = [];

    /// <exception cref="ArgumentException">A key stands in it twice.</exception>
    public KeyTable(IEnumerable<KeyRow> rows)
    {
        Rows = [.. rows.OrderBy(r => r.Group)];
        foreach (var row in Rows)
        {
            _byKey.Add(row.Key, row);
            if (row.Alias is { } alias)
                _byKey.Add(alias, row);
        }
    }

    /// <summary>By group.</summary>
    public IReadOnlyList<KeyRow> Rows { get; }

    /// <summary>What a key is here; false if it is nothing.</summary>
    public bool TryFind(Chord key, [MaybeNullWhen(false)] out KeyRow row) => _byKey.TryGetValue(key, out row);

    /// <summary>The table as Markdown.</summary>
    public string ToMarkdown() => "| Key | | |\n|---|---|---|\n"
        + string.Concat(Rows.Select(r => $"| `{r.Cap}` | {r.Name} | {r.Help} |\n"));
}
