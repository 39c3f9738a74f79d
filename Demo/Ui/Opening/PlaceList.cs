using Demo.Catalogue;

namespace Demo.Ui.Opening;

/// <summary>Something that is opened by one click.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Help">One sentence.</param>
/// <param name="Do">Opens it; null for a headline.</param>
internal sealed record Place(string Name, string Help, Action<Scene, IAppActions>? Do)
{
    /// <summary>A word beside the name, such as why it cannot be opened.</summary>
    public string Note { get; init; } = "";

    /// <summary>Whether it cannot be opened now.</summary>
    public bool IsAway { get; init; }
}

/// <summary>What can be opened without looking for it: what was opened last, networks that have names, cameras and screens.</summary>
internal sealed class PlaceList
{
    private Task<HashSet<string>> _looking = Task.FromResult(new HashSet<string>());
    private bool _looked = true;

    public Place[] All { get; private set; } = [];

    /// <summary>Which of them are to be seen; in rows.</summary>
    public Scroll Scroll { get; } = new(3);

    /// <summary>Gathers them; which files are still there is looked up on a worker.</summary>
    public void Gather(Scene scene)
    {
        string[] recent = scene.Recent.Files;
        (_looking, _looked) = (Task.Run(() => recent.Where(path => !Path.Exists(path)).ToHashSet()), false);
        List<Place> all = [];
        Add("Canvas, cameras, screens", scene.Sources.Select((source, i) =>
            new Place(source.Name, source.Help, (_, app) => app.SwitchSource(i)) { Note = source.Chosen ? "shown" : "" })
            .Concat(scene.Screens().Select(screen => new Place(screen.Name, screen.Help, (_, app) => app.Open(screen.Source)))));
        Add("Recent", recent.Select(path => new Place(Path.GetFileName(path), path, (_, app) => app.Open(path))));
        Add("Networks", scene.Models().Select(OfModel));
        All = [.. all];
        Scroll.Rewind();

        void Add(string title, IEnumerable<Place> places)
        {
            int before = all.Count;
            all.AddRange(places);
            if (all.Count > before)
                all.Insert(before, new Place(title, "", null));
        }
    }

    /// <summary>Marks what is gone; once a frame.</summary>
    /// <param name="waits">Whether it waits until that is known.</param>
    public void Follow(bool waits)
    {
        if (_looked || (!waits && !_looking.IsCompleted))
            return;
        _looked = true;
        var gone = _looking.Result;
        All = Array.ConvertAll(All, place => !gone.Contains(place.Help) ? place : place with
        {
            IsAway = true,
            Note = "gone",
            Do = (_, app) => app.Say($"{place.Help} is not there any more"),
        });
    }

    private static Place OfModel(ModelChoice model) => model.IsHere
        ? new Place(model.Name, $"Opens the network: {model.Help}.", (_, app) => app.Open(model.Path))
        : new Place(model.Name, $"It {model.Help}; ./run.sh models fetch {model.Name} brings it here.",
            (_, app) => app.Say($"{model.Name} is not here yet; ./run.sh models fetch {model.Name} brings it"))
        {
            IsAway = true,
            Note = "not fetched",
        };
}
