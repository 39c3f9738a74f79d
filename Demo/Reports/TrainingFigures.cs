using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Cnn.Training;
using Demo.Files;

namespace Demo.Reports;

/// <summary>What a training came to, as files beside its model: a table of the epochs and the confusion matrix, as CSV.</summary>
internal static class TrainingFigures
{
    /// <summary>Writes <c>NAME.epochs.csv</c> and <c>NAME.confusion.csv</c> (rows: classes, columns: answers).</summary>
    public static void Write(string model, TrainingState state, ImmutableArray<string> labels)
    {
        var epochs = new StringBuilder("epoch,loss,held_out_loss,held_out_accuracy,learning_rate\n");
        foreach (var result in state.Epochs)
            epochs.Append(CultureInfo.InvariantCulture,
                $"{result.Epoch},{result.Loss:G6},{result.HeldOutLoss:G6},{result.Accuracy:G6},{result.Rate:G6}\n");
        Save(Path.ChangeExtension(model, ".epochs.csv"), epochs);
        if (state.HeldOut is not { } heldOut)
            return;
        var confusion = new StringBuilder("class");
        foreach (string label in labels)
            confusion.Append(',').Append(Quoted(label));
        confusion.Append('\n');
        var counts = heldOut.Confusion();
        for (int row = 0; row < labels.Length; row++)
        {
            confusion.Append(Quoted(labels[row]));
            for (int column = 0; column < labels.Length; column++)
                confusion.Append(CultureInfo.InvariantCulture, $",{counts[row, column]}");
            confusion.Append('\n');
        }
        Save(Path.ChangeExtension(model, ".confusion.csv"), confusion);
    }

    private static void Save(string path, StringBuilder text) =>
        OutputFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text.ToString())));

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
