namespace Demo.Ui;

/// <summary>What becomes of a picture by a mask.</summary>
internal enum Backdrop
{
    /// <summary>It is all there; a veil lies over what the mask holds.</summary>
    None,
    /// <summary>What the mask holds is cut out, before squares of two greys.</summary>
    Squares,
    /// <summary>What the mask does not hold is out of focus.</summary>
    Blurred,
    /// <summary>What the mask holds stands before another picture.</summary>
    Picture,
}
