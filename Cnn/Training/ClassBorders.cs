namespace Cnn.Training;

/// <summary>
/// Where each class of a set of features ends: what lies beyond is unlike it. The distance is the root mean square of the differences
/// from the class's middle, over standardised features. The border is drawn between the class's own rows and those of all other classes,
/// which are the only examples of what it is not: half-way between the distance that holds 95 % of its own, each measured from the
/// middle of the rest, and the one that holds 5 % of the others. Where these overlap its own count.
/// </summary>
internal static class ClassBorders
{
    private const double Own = 0.95, Others = 0.05;

    /// <summary>The middles [classes, D] and the distances of the borders [classes].</summary>
    /// <param name="standardised">Features of mean 0 and deviation 1; every class has a row.</param>
    public static (Tensor Middles, float[] Borders) Of(FeatureSet standardised)
    {
        var (classes, length) = (standardised.Classes, standardised.Length);
        var middles = new Tensor([classes, length]);
        float[] borders = new float[classes];
        for (int label = 0; label < classes; label++)
        {
            var middle = middles.Floats.Slice(label * length, length);
            int count = standardised.CountOf(label);
            for (int row = 0; row < standardised.Count; row++)
                for (int i = 0; i < length && standardised.Label(row) == label; i++)
                    middle[i] += standardised[row][i] / count;
            borders[label] = Border(standardised, label, middle, count);
        }
        return (middles, borders);
    }

    private static float Border(FeatureSet rows, int label, ReadOnlySpan<float> middle, int count)
    {
        var (own, others) = (new List<double>(), new List<double>());
        // From the middle of the rest a row is n/(n − 1) times as far as from the middle that it took part in.
        double rest = count > 1 ? (double)count / (count - 1) : 1;
        for (int row = 0; row < rows.Count; row++)
            if (rows.Label(row) == label)
                own.Add(rest * Distance(rows[row], middle));
            else
                others.Add(Distance(rows[row], middle));
        double inside = At(own, Own), outside = others.Count > 0 ? At(others, Others) : inside;
        double border = outside > inside ? (inside + outside) / 2 : inside;
        // A single row, or equal ones, have no spread of their own: half-way to the others.
        return (float)(border > 0 ? border : outside > 0 ? outside / 2 : 1);
    }

    private static double Distance(ReadOnlySpan<float> row, ReadOnlySpan<float> middle)
    {
        double sum = 0;
        for (int i = 0; i < row.Length; i++)
            sum += (double)(row[i] - middle[i]) * (row[i] - middle[i]);
        return Math.Sqrt(sum / row.Length);
    }

    private static double At(List<double> distances, double share)
    {
        distances.Sort();
        return distances[(int)Math.Round(share * (distances.Count - 1))];
    }
}
