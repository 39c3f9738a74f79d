using System.Text.Json;

namespace Demo.Outputs;

/// <summary>What other networks say of the things that one has found in a picture.</summary>
internal interface IThingNotes
{
    /// <summary>What stands behind a thing in a line of text; often nothing.</summary>
    string Print(int thing);

    /// <summary>Writes the same as a property of the thing.</summary>
    void Write(Utf8JsonWriter json, int thing);
}
