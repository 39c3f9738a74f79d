using Cnn.Networks;

namespace Cnn.Training;

/// <summary>What the finder should answer for one window of a picture.</summary>
/// <param name="side">The window's rows and columns, in pixels.</param>
internal sealed class FinderTargets(int side)
{
    // A bell around the middle falls to 61 % at this share of the digit's sides, but never within a fraction of a cell.
    private const float BellShare = 1 / 8f, LeastBell = 0.6f;

    // Box and place are learnt where the bell is higher: the best cell may be beside the middle's.
    private const float LeastInside = 0.6f;

    // Digits this much too small or too large for the finder are neither here nor there.
    private const float TooSmall = 0.6f, TooLarge = 1.3f;

    private readonly int _cells = side / DigitFinder.Stride;

    /// <summary>Cells in a window.</summary>
    public int Count => _cells * _cells;

    /// <summary>Fills the targets of one window.</summary>
    /// <param name="boxes">The digits, in pixels of the window; they may lie beyond it.</param>
    /// <param name="present">1 in the cell of each digit's middle.</param>
    /// <param name="absent">How much it matters that no digit is found, for each cell.</param>
    /// <param name="inside">1 where the box is learnt.</param>
    /// <param name="places">Four planes, as <see cref="DigitFinder.Apply"/> answers after the first.</param>
    public void Fill(IEnumerable<SceneBox> boxes, Span<float> present, Span<float> absent, Span<float> inside, Span<float> places)
    {
        present.Clear();
        absent.Fill(1);
        inside.Clear();
        places.Clear();
        foreach (var box in boxes)
        {
            if (box.Bottom <= 0 || box.Right <= 0 || box.Top >= side || box.Left >= side)
                continue;
            // A digit that the window cuts, or one a little too small or large, may be found or not.
            bool cut = box.Top < 0 || box.Left < 0 || box.Bottom > side || box.Right > side;
            if (!cut && box.Size is >= DigitFinder.Smallest and <= DigitFinder.Largest)
                Learn(box, present, absent, inside, places);
            else if (cut ? box.Size <= DigitFinder.Largest * TooLarge
                : box.Size > DigitFinder.Smallest * TooSmall && box.Size < DigitFinder.Largest * TooLarge)
                Ignore(box, absent);
        }
        for (int i = 0; i < Count; i++)
            if (present[i] == 1)
                absent[i] = 0;
    }

    private void Learn(SceneBox box, Span<float> present, Span<float> absent, Span<float> inside, Span<float> places)
    {
        const float cell = DigitFinder.Stride;
        float y = (box.Top + box.Bottom) / 2 / cell, x = (box.Left + box.Right) / 2 / cell;
        float high = (box.Bottom - box.Top) / cell, wide = (box.Right - box.Left) / cell;
        float bellY = Math.Max(LeastBell, high * BellShare), bellX = Math.Max(LeastBell, wide * BellShare);
        int row = Math.Clamp((int)y, 0, _cells - 1), column = Math.Clamp((int)x, 0, _cells - 1);
        int reachY = (int)(bellY * 4) + 1, reachX = (int)(bellX * 4) + 1;
        for (int r = Math.Max(row - reachY, 0); r <= Math.Min(row + reachY, _cells - 1); r++)
            for (int c = Math.Max(column - reachX, 0); c <= Math.Min(column + reachX, _cells - 1); c++)
            {
                float dy = y - (r + 0.5f), dx = x - (c + 0.5f);
                bool middle = r == row && c == column;
                float bell = middle ? 1 : MathF.Exp(-(dy * dy / (bellY * bellY) + dx * dx / (bellX * bellX)) / 2);
                int i = r * _cells + c;
                if (middle)
                    present[i] = 1;
                float far = (1 - bell) * (1 - bell);
                absent[i] = Math.Min(absent[i], far * far);
                if (bell < Math.Max(LeastInside, inside[i]))
                    continue;
                // Of digits that share a cell the nearer counts; places near the middle count most.
                inside[i] = bell;
                places[i] = dy;
                places[Count + i] = dx;
                places[2 * Count + i] = MathF.Log(high * cell / DigitFinder.UnitSize);
                places[3 * Count + i] = MathF.Log(wide * cell / DigitFinder.UnitSize);
            }
    }

    private void Ignore(SceneBox box, Span<float> absent)
    {
        const int cell = DigitFinder.Stride;
        for (int r = Math.Max((int)(box.Top / cell), 0); r < Math.Min(box.Bottom / cell, _cells); r++)
            for (int c = Math.Max((int)(box.Left / cell), 0); c < Math.Min(box.Right / cell, _cells); c++)
                absent[r * _cells + c] = 0;
    }
}
