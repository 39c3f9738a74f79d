using Cnn.Benchmarks;
using Demo.Commands;

// The program's verb bench, with the other engines that the program itself must not carry.
return CommandLine.Run(args, Console.Error,
[
    BenchCommand.Create(OnnxRuntimePeer.Load, OpenCvPeer.Load, OnnxRuntimePeer.LoadSpinning),
]);
