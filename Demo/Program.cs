using Demo.Commands;
using Demo.Overlays;

// The composition root: each list of what the program offers is written here, one line an entry.
return CommandLine.Run(args, Console.Error,
[
    BenchCommand.Create(),
    ClassifyCommand.Create(),
    CompareCommand.Create(),
    DemoCommand.Create(
    [
        new TopBar(),
        new SourcePanel(),
        new HeatMap(),
        new GridOverlay(),
        new FieldOverlay(),
        new SeesPanel(),
        new PredictionPanel(),
        new CentrePanel(),
        new InspectorPanel(),
        new ArithmeticPanel(),
        new TimingPanel(),
        new StatusBar(),
        new HelpOverlay(),
        new Tooltip(),
    ]),
    DevicesCommand.Create(),
    PagesCommand.Create(),
    EvaluateCommand.Create(),
    TrainCommand.Create(),
    InspectCommand.Create(),
    VerifyCommand.Create(),
]);
