using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Cnn.Training;
using Demo.Files;

namespace Demo.Reports;

/// <summary>What a training came to, as tables beside its model: its epochs, and the confusion matrix.</summary>
internal static class TrainingTables
{
    public static string EpochsOf(string model) => Path.ChangeExtension(model, ".epochs.csv");

    public static string ConfusionOf(string model) => Path.ChangeExtension(model, ".confusion.csv");

    /// <summary>Writes <c>NAME.epochs.csv</c>.</summary>
    public static void WriteEpochs(string model, ImmutableArray<EpochResult> results)
    {
        var epochs = new StringBuilder("epoch,loss,held_out_loss,held_out_accuracy,learning_rate\n");
        foreach (var result in results)
            epochs.Append(CultureInfo.InvariantCulture,
                $"{result.Epoch},{result.Loss:G6},{result.HeldOutLoss:G6},{result.Accuracy:G6},{result.Rate:G6}\n");
        Save(EpochsOf(model), epochs);
    }

    /// <summary>Writes <c>NAME.confusion.csv</c> (rows: classes, columns: answers).</summary>
    public static void WriteConfusion(string model, Evaluation said, ImmutableArray<string> labels)
    {
        var confusion = new StringBuilder("class");
        foreach (string label in labels)
            confusion.Append(',').Append(Quoted(label));
        confusion.Append('\n');
        var counts = said.Confusion();
        for (int row = 0; row < labels.Length; row++)
        {
            confusion.Append(Quoted(labels[row]));
            for (int column = 0; column < labels.Length; column++)
                confusion.Append(CultureInfo.InvariantCulture, $",{counts[row, column]}");
            confusion.Append('\n');
        }
        Save(ConfusionOf(model), confusion);
    }

    private static void Save(string path, StringBuilder text) =>
        OutputFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text.ToString())));

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
