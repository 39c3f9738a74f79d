using NUnit.Framework;
namespace Cnn.Tests;
public class SmokeTests { [Test] public void Runs() => Assert.That(new Shape(2, 3).Count, Is.EqualTo(6)); }
