using Cnn.Preprocessing;
using Demo.Catalogue;
using Demo.Models;
using Demo.Ui;

namespace Demo.Teaching;

/// <summary>A backbone that can be taught on.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Load">Makes it, on the worker's thread the first time; null where a file turns out to have none.</param>
internal sealed record BackboneChoice(string Name, Lazy<Backbone?> Load);

/// <summary>The backbones at hand: the opened network's, the catalogue's if it is fetched, and a small one that learns itself.</summary>
internal sealed class BackboneChoices
{
    /// <summary>The catalogue's network whose features are taught on.</summary>
    public const string Catalogued = "resnet18";

    private readonly Dictionary<NetworkParts, BackboneChoice?> _opened = [];
    private readonly BackboneChoice? _catalogued = ModelNames.Here().FirstOrDefault(model => model.Name == Catalogued) is { } known
        ? new(known.Name, new(() => Backbone.Of(new NetworkFile(ModelCache.OfUser().Open(known), labels: null)
        {
            Name = known.Name,
        }.PartsFor(drawn: false))))
        : null;
    private readonly BackboneChoice _small = new(Backbone.SmallName, new(Backbone.Small));

    /// <summary>Those at hand, the likeliest first.</summary>
    /// <param name="opened">The opened network.</param>
    /// <param name="drawn">Whether frames are drawings: what reads digits tells drawings apart, and not what a camera sees.</param>
    public IReadOnlyList<BackboneChoice> For(NetworkParts opened, bool drawn)
    {
        if (!_opened.TryGetValue(opened, out var own))
        {
            own = Backbone.Of(opened) is { } backbone ? new(opened.Name, new(backbone)) : null;
            _opened[opened] = own;
        }
        bool suits = drawn || opened.Preprocessing.Recipe?.Kind == RecipeKind.Image;
        var all = suits ? new[] { own, drawn ? null : _catalogued, _small, drawn ? _catalogued : null } : [_catalogued, _small, own];
        return [.. all.OfType<BackboneChoice>()];
    }
}
