using System.Collections.Immutable;
using System.Numerics;
using Demo.Ui;

namespace Demo.Views.Space;

/// <summary>What a person looks at in space, and from where.</summary>
internal sealed class SpaceState
{
    // How large the map is seen that the eye flies to, and from where: obliquely, so that its layer is recognised.
    private const float FlownTo = 0.42f, FlownYaw = 1.15f, FlownPitch = 0.14f;

    private Network? _network;
    private Rect _rect;
    private Vector3[] _places = [];

    public Camera Camera { get; } = new();

    public Flow Flow { get; } = new();

    /// <summary>Where the layers of the network stand that is shown.</summary>
    public ImmutableArray<Wall> Walls { get; private set; } = [];

    public SliceList Slices { get; } = new();

    /// <summary>How the last frame was seen.</summary>
    public Projection Projection { get; private set; }

    /// <summary>The map under the mouse and where on it, in 0…1; null for none.</summary>
    public (Slice Slice, float Across, float Down)? Hovered { get; set; }

    /// <summary>Whether the eye is being turned or moved.</summary>
    public bool IsHeld { get; set; }

    /// <summary>A frame is to be drawn through a rectangle of the window.</summary>
    public void Update(Scene scene, in Rect rect)
    {
        bool other = _network != scene.Network;
        if (other)
        {
            (_network, Walls) = (scene.Network, WallLayout.Of(scene.Network));
            _places = [.. Walls.SelectMany(wall => Enumerable.Range(0, 4).Select(wall.CornerAt)), .. BarEnds()];
        }
        if (other || (rect != _rect && Camera.IsHome))
            Camera.GoHome(Home(rect), at: true);
        _rect = rect;
        Camera.Glide(scene.Time);
        Projection = new Projection(Camera.Now, rect);
        Slices.Fill(scene, Walls, Projection);
        Flow.Advance(scene, scene.RunOf(scene.Network.Parts.Output.Reads[0]));
    }

    public void GoHome() => Camera.GoHome(Home(_rect));

    /// <summary>Flies to the chosen map.</summary>
    public void FlyToChosen(Scene scene)
    {
        if (_network == scene.Network && Slices.TryFind(scene.State.Layer, scene.State.Channel, out var slice))
            Camera.Fly(new Pose(FlownYaw, FlownPitch, slice.Height / (FlownTo * 2 * Pose.HalfView), slice.Centre));
    }

    // The names of the classes stand right of their bars, those of the layers under them.
    private Pose Home(in Rect rect)
    {
        float names = _network!.ClassLayer is null ? 18 : SpaceLabels.MostClassName;
        return HomePose.Fit(_places, Camera.HomeYaw, Camera.HomePitch, rect,
            new Rect(rect.X + 18, rect.Y + 14, rect.Width - 18 - names, rect.Height - 58));
    }

    private IEnumerable<Vector3> BarEnds() => Walls.Where(wall => wall.Layer == _network!.ClassLayer)
        .SelectMany(wall => Enumerable.Range(0, 4).Select(corner =>
            wall.CornerAt(corner) + new Vector3(0, 0, (corner & 1) * WallLayout.BarLength)));
}
