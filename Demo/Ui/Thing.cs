using Cnn;

namespace Demo.Ui;

/// <summary>A thing over the source whose making is looked at: a box, or a point of a body.</summary>
/// <param name="Of">What it was chosen at: each output has a place of its own.</param>
/// <param name="Id">Which one it is there.</param>
/// <param name="Place">The value by which it was found.</param>
/// <param name="Cell">The cell of a map that this value is.</param>
internal readonly record struct Thing(Handle Of, int Id, ValuePlace Place, MapCell Cell)
{
    /// <summary>The view in which it was chosen, and what was turned on there for it.</summary>
    public required ViewState View { get; init; }

    public required bool TurnedHeatOn { get; init; }

    public required bool TurnedFieldOn { get; init; }
}

/// <summary>A cell of one of a layer's maps.</summary>
internal readonly record struct MapCell(Layer Layer, int Channel, int X, int Y);

/// <summary>
/// Chooses a thing, which is choosing a unit: the map of its class's scores, the cell that found it, with the map and what the cell
/// depends on over the source. Another unit, the thing once more or Esc lets it go.
/// </summary>
internal readonly struct ThingChoice(Scene scene)
{
    /// <summary>Which of the things of a place is chosen; null for none.</summary>
    public int? At(Handle of) => scene.State.Thing is { } thing && thing.Of == of ? thing.Id : null;

    public void Choose(Handle of, int id, ValuePlace place, in MapCell cell)
    {
        LetGo();
        var view = scene.View.State;
        scene.State.Thing = new Thing(of, id, place, cell)
        {
            View = view,
            TurnedHeatOn = view.Turn(Toggle.HeatMap, on: true),
            TurnedFieldOn = view.Turn(Toggle.Field, on: true),
        };
        Show(cell);
    }

    /// <summary>The chosen thing was found again, by another value perhaps.</summary>
    /// <param name="place">That value; null if it is not known.</param>
    public void Follow(ValuePlace? place)
    {
        if (scene.State.Thing is not { } thing)
            return;
        if ((scene.State.Layer, scene.State.Channel) != (thing.Cell.Layer.Index, thing.Cell.Channel))
        {
            // The person has chosen another unit.
            LetGo();
            return;
        }
        if (place is { } next && next != thing.Place && scene.Network.CellOf(next) is { } cell)
            scene.State.Thing = thing = thing with { Place = next, Cell = cell };
        if (!scene.State.IsOverMap)
            Show(thing.Cell);
    }

    /// <summary>What was turned on for the thing is turned off.</summary>
    public void LetGo()
    {
        if (scene.State.Thing is not { } thing)
            return;
        if (thing.TurnedHeatOn)
            thing.View.Turn(Toggle.HeatMap, on: false);
        if (thing.TurnedFieldOn)
            thing.View.Turn(Toggle.Field, on: false);
        scene.State.Thing = null;
    }

    private void Show(in MapCell cell)
    {
        new UnitChoice(scene).Choose(cell.Layer.Index, cell.Channel);
        scene.State.Pixel = (cell.X, cell.Y);
    }
}
