using Demo.Commands;

// The composition root: each list of what the program offers is written here, one line an entry.
return CommandLine.Run(args, Console.Error,
[
    BenchCommand.Create(),
    ClassifyCommand.Create(),
    CompareCommand.Create(),
    ConvertCommand.Create(),
    DemoCommand.Create(),
    DevicesCommand.Create(),
    ExciteCommand.Create(),
    ExplainCommand.Create(),
    MapsCommand.Create(),
    ModelsCommand.Create(),
    OperateCommand.Create(),
    PagesCommand.Create(),
    EvaluateCommand.Create(),
    FilterCommand.Create(),
    TeachCommand.Create(),
    TrainCommand.Create(),
    TrainFinderCommand.Create(),
    InspectCommand.Create(),
    VerifyCommand.Create(),
]);
