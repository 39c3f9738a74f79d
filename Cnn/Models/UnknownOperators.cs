namespace Cnn.Models;

/// <summary>Refuses a file for all operators that are not known at once: who learns of one at a time asks five times.</summary>
internal static class UnknownOperators
{
    /// <param name="nodes">The file's nodes.</param>
    /// <param name="why">What is not supported about a node: its operator's name, and what else decides; null where nothing is.</param>
    /// <param name="file">The file's name, for the message.</param>
    /// <exception cref="ModelException">An operator is not supported.</exception>
    public static void Refuse<T>(IEnumerable<T> nodes, Func<T, string?> why, string file) where T : ModelNode
    {
        var unknown = nodes
            .Select(node => (Node: node, Reason: why(node)))
            .Where(n => n.Reason is not null)
            .GroupBy(n => n.Reason!)
            .ToList();
        if (unknown.Count == 0)
            return;
        var descriptions = unknown.Select(group =>
        {
            string names = string.Join(", ", group.Take(3).Select(n => ModelException.Quote(n.Node.Name)));
            return $"{group.Key} ({names}{(group.Count() > 3 ? $" and {group.Count() - 3} more" : "")})";
        });
        throw new ModelException(file, unknown[0].First().Node.Name,
            $"operators that are not supported: {string.Join("; ", descriptions)}");
    }
}
