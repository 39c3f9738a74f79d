using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.Commands;

namespace Cnn.Tests.Platform;

/// <summary>
/// Runs a test on a thread of its own: a thread has one current OpenGL context, and the test's must not meet another
/// fixture's. (NUnit's RequiresThread skips the test on Linux.)
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OwnThreadAttribute : Attribute, IWrapTestMethod
{
    public TestCommand Wrap(TestCommand command) => new OwnThreadCommand(command);

    private sealed class OwnThreadCommand(TestCommand inner) : DelegatingTestCommand(inner)
    {
        public override TestResult Execute(TestExecutionContext context)
        {
            OwnThread.Run(() => innerCommand.Execute(context));
            return context.CurrentResult;
        }
    }
}
