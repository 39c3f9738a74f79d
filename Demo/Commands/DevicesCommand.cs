using System.CommandLine;
using Cnn.Backends;

namespace Demo.Commands;

/// <summary><c>devices</c>: what networks can run on here.</summary>
internal static class DevicesCommand
{
    public static Command Create()
    {
        var command = new Command("devices", "List what networks can run on here, with the limits that matter");
        command.SetAction(_ =>
        {
            using var reference = new ReferenceBackend();
            Console.WriteLine($"{reference.Name}: {reference.Device}");
            return CommandLine.Done;
        });
        return command;
    }
}
