using Demo.Platform;

namespace Demo.Ui;

/// <summary>What a place reacts to.</summary>
internal enum HotKind
{
    /// <summary>Nothing but the tooltip.</summary>
    Tip,
    /// <summary>A click is the key <see cref="HotSpot.Key"/>.</summary>
    Button,
    /// <summary>A click chooses the unit (layer A, channel B).</summary>
    Unit,
    /// <summary>A click flips the preprocessing switch A.</summary>
    Switch,
    /// <summary>Dragging draws.</summary>
    Canvas,
    /// <summary>Hovering chooses the pixel under the mouse; A columns, B rows.</summary>
    Pixels,
    /// <summary>A click chooses the source A.</summary>
    Source,
    /// <summary>A click chooses the backend A.</summary>
    Backend,
    /// <summary>A click chooses the next size of the network's pictures.</summary>
    Size,
    /// <summary>A click switches the network beside the opened one of row A.</summary>
    Companion,
    /// <summary>A click goes back.</summary>
    Back,
    /// <summary>The wheel moves what is shown of <see cref="Scrolled"/> A.</summary>
    Scroll,
    /// <summary>Click or drag: how dense the heat map lies.</summary>
    Blend,
    /// <summary>A click chooses the kernel of input A, or none any more.</summary>
    Kernel,
    /// <summary>The wheel chooses the kernel before or after that of input A of B.</summary>
    Kernels,
    /// <summary>A click sorts the table by <see cref="LayerColumn"/> A.</summary>
    Sort,
    /// <summary>Nothing: what lies under it does not react.</summary>
    Cover,
    /// <summary>Does what its <see cref="HotSpot.Handle"/> does.</summary>
    Own,
}

/// <summary>A place that reacts to the mouse; the last one drawn lies on top.</summary>
internal readonly record struct HotSpot(Rect Rect, HotKind Kind, Chord Key, int A, int B, string Tip, Handle? Handle = null);
