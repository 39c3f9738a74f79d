namespace Demo.Commands;

/// <summary>Numbers of things in sentences: <c>1 epoch</c>, <c>1,200 pictures</c>.</summary>
internal static class Plural
{
    public static string Of(long count, string thing) => $"{count:N0} {thing}{(count == 1 ? "" : "s")}";
}
