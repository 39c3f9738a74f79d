using System.Text;
using Demo.Sources;
using NUnit.Framework;

namespace Cnn.Tests.Sources;

public class PamReaderTests
{
    private static byte[] Pam(int width, int height, byte seed, int depth = 4) =>
    [
        .. Encoding.ASCII.GetBytes($"P7\nWIDTH {width}\nHEIGHT {height}\nDEPTH {depth}\nMAXVAL 255\nTUPLTYPE RGB_ALPHA\nENDHDR\n"),
        .. Enumerable.Range(0, width * height * 4).Select(i => (byte)(seed + i)),
    ];

    [Test]
    public void Pictures_of_any_size_follow_each_other()
    {
        var reader = new PamReader(new MemoryStream([.. Pam(3, 2, 7), .. Pam(2, 5, 100)]), 100);
        int[] pixels = [];
        Assert.That((reader.TryRead(ref pixels, out int width, out int height), width, height), Is.EqualTo((true, 3, 2)));
        // R | G << 8 | B << 16 | A << 24
        Assert.That(pixels[1], Is.EqualTo(11 | 12 << 8 | 13 << 16 | 14 << 24));
        Assert.That((reader.TryRead(ref pixels, out width, out height), width, height), Is.EqualTo((true, 2, 5)));
        Assert.That(pixels[0], Is.EqualTo(100 | 101 << 8 | 102 << 16 | 103 << 24));
        Assert.That(reader.TryRead(ref pixels, out _, out _), Is.False);
    }

    [Test]
    public void A_cut_picture_is_the_end()
    {
        int[] pixels = [];
        Assert.That(new PamReader(new MemoryStream(Pam(3, 2, 0)[..^1]), 100).TryRead(ref pixels, out _, out _), Is.False);
        Assert.That(new PamReader(new MemoryStream(Pam(3, 2, 0)[..20]), 100).TryRead(ref pixels, out _, out _), Is.False);
    }

    [Test]
    public void Anything_else_is_an_error()
    {
        byte[][] wrong = [Encoding.ASCII.GetBytes("RIFF\n"), new byte[200], Pam(11, 10, 0), Pam(0, 3, 0), Pam(3, 2, 0, depth: 3)];
        foreach (byte[] bytes in wrong)
        {
            int[] pixels = [];
            Assert.Throws<CnnException>(() => new PamReader(new MemoryStream(bytes), 100).TryRead(ref pixels, out _, out _));
        }
    }
}
