using Demo.Commands;
using NUnit.Framework;

namespace Cnn.Tests.Platform;

public class ContentTests
{
    [Test]
    public void The_folder_is_found_from_where_the_program_lies() =>
        Assert.That(Content.File("get-data.sh"), Does.Exist);
}
