using Cnn.Training;
using NUnit.Framework;

namespace Cnn.Tests.Training;

/// <summary>Both kinds of data folder: what is read from good ones, and the one line that each damaged one gives.</summary>
public class DataFolderTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("cnn-data-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void IDX_pairs_with_and_without_gzip_are_read_and_the_splits_told_apart()
    {
        WritePair("train", 4, 3, [1, 0, 2], packed: true);
        WritePair("t10k", 4, 3, [4, 0], packed: false);
        var (train, test, digits) = DataFolder.Load(_folder);
        Assert.Multiple(() =>
        {
            Assert.That((train.Count, train.Height, train.Width, train.Classes), Is.EqualTo((3, 4, 3, 5)));
            Assert.That(digits, Is.False);
            Assert.That((test!.Count, test.Classes), Is.EqualTo((2, 5)));
            Assert.That(train.Label(2), Is.EqualTo(2));
            // WritePair counts pixels up through all pictures.
            Assert.That(train.Image(1).ToArray(), Is.EqualTo(Enumerable.Range(12, 12).Select(i => (byte)i)));
        });
    }

    [Test]
    public void A_folder_with_one_pair_has_no_test_split()
    {
        WritePair("t10k", 2, 3, [1, 0], packed: false);
        Assert.That(DataFolder.Load(_folder).Test, Is.Null);
    }

    [Test]
    public void Digits_of_npm_are_read_one_digit_after_the_other()
    {
        for (int digit = 0; digit < 10; digit++)
            WriteDigit(digit, Enumerable.Repeat(digit == 7 ? "0.502" : "1", 784 * (digit == 7 ? 2 : 1)));
        var (data, test, digits) = DataFolder.Load(_folder);
        Assert.Multiple(() =>
        {
            Assert.That(digits, Is.True);
            Assert.That(test, Is.Null);
            Assert.That((data.Count, data.Height, data.Width, data.Classes), Is.EqualTo((11, 28, 28, 10)));
            Assert.That(Enumerable.Range(0, 11).Select(data.Label), Is.EqualTo(new[] { 0, 1, 2, 3, 4, 5, 6, 7, 7, 8, 9 }));
            Assert.That(data.Image(8)[783], Is.EqualTo(128));
        });
    }

    [TestCase("", "IDX header are needed")]
    [TestCase("00000803", "IDX header are needed")]
    [TestCase("ffd8ff03000000010000000100000001aa", "begins with 0xffd8")]
    [TestCase("00000d03000000010000000100000001aa", "element type 0x0d")]
    [TestCase("00000801000000010000000100000001aa", "rank 1; rank 3 is needed")]
    [TestCase("00000803000000000000000100000001", "axis 0 has length 0")]
    [TestCase("00000803ffffffff0000000100000001aa", "axis 0 has length -1")]
    [TestCase("000008037fffffff0000010000000100aa", "at most 1073741824 are read")]
    [TestCase("00000803000000010000001c0000001caa", "promises 784 bytes; the file has fewer")]
    [TestCase("00000803000000010000000100000001aabb", "goes on after the 1 bytes")]
    public void A_damaged_IDX_file_is_one_line(string hex, string message)
    {
        WritePair("train", 1, 1, [0], packed: false);
        File.WriteAllBytes(PathOf("train-images-idx3-ubyte"), Convert.FromHexString(hex));
        AssertOneLine("train-images-idx3-ubyte", message);
    }

    [Test]
    public void Pictures_too_large_to_learn_from_are_refused_before_they_are_read()
    {
        // The header promises a picture of 20,000 × 20,000 pixels, and there is none.
        byte[] images = [0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0x4E, 0x20, 0, 0, 0x4E, 0x20];
        File.WriteAllBytes(Path.Combine(_folder, "train-images-idx3-ubyte"), images);
        File.WriteAllBytes(Path.Combine(_folder, "train-labels-idx1-ubyte"), [0, 0, 8, 1, 0, 0, 0, 1, 0]);
        Assert.That(() => DataFolder.Load(_folder),
            Throws.TypeOf<CnnException>().With.Message.Contains("axis 1 has length 20000; at most 256"));
    }

    [Test]
    public void A_gzip_that_promises_gigabytes_or_ends_early_or_is_none_is_one_line()
    {
        WritePair("train", 1, 1, [0], packed: true);
        File.WriteAllBytes(PathOf("train-images-idx3-ubyte.gz"),
            IdxFiles.Pack(Convert.FromHexString("0000080300010000000000400000004000")));
        AssertOneLine("train-images-idx3-ubyte.gz", "the file has fewer");
        File.WriteAllBytes(PathOf("train-images-idx3-ubyte.gz"),
            IdxFiles.Pack(Convert.FromHexString("00000803000000010000001c0000001caa")));
        AssertOneLine("train-images-idx3-ubyte.gz", "ends before the elements");
        File.WriteAllBytes(PathOf("train-images-idx3-ubyte.gz"), Convert.FromHexString("0000080300000001"));
        AssertOneLine("train-images-idx3-ubyte.gz", "");
    }

    [TestCase("[1,2]", "not a digit file")]
    [TestCase("""{"pixels":[1]}""", "not a digit file")]
    [TestCase("""{"data":[0.5,"a"]}""", "not a digit file")]
    [TestCase("""{"data":[0.5""", "")]
    [TestCase("""{"data":[1e999]}""", "not between 0 and 1")]
    [TestCase("""{"data":[-0.1]}""", "not between 0 and 1")]
    [TestCase("""{"data":[0.5,0.5]}""", "2 values are not whole pictures of 28×28")]
    [TestCase("""{"data":[]}""", "0 values are not whole pictures")]
    public void A_damaged_digit_file_is_one_line(string json, string message)
    {
        File.WriteAllText(PathOf("0.json"), json);
        AssertOneLine("0.json", message);
    }

    [Test]
    public void What_is_missing_is_named()
    {
        AssertOneLine(_folder, "no pictures found");
        WriteDigit(0, Enumerable.Repeat("0", 784));
        AssertOneLine("1.json", "");
        File.Delete(PathOf("0.json"));
        WritePair("train", 1, 1, [0], packed: false);
        File.Delete(PathOf("train-labels-idx1-ubyte"));
        AssertOneLine(_folder, "train-labels-idx1-ubyte[.gz] is missing");
        WritePair("train", 1, 1, [0], packed: false);
        File.WriteAllBytes(PathOf("train-labels-idx1-ubyte"), Convert.FromHexString("00000801000000020000"));
        AssertOneLine(_folder, "has 1 pictures, train-labels-idx1-ubyte has 2 labels");
        var error = Assert.Throws<CnnException>(() => DataFolder.Load(PathOf("elsewhere")));
        Assert.That(error!.Message, Does.Contain("no such folder"));
    }

    private string PathOf(string name) => Path.Combine(_folder, name);

    private void AssertOneLine(string where, string what)
    {
        var error = Assert.Throws<CnnException>(() => DataFolder.Load(_folder));
        Assert.That(error!.Message, Does.Contain(where).And.Contain(what).And.Not.Contain("\n"));
    }

    private void WritePair(string prefix, int height, int width, byte[] labels, bool packed) => IdxFiles.Write(
        _folder, prefix,
            new DataSet(height, width, 256, Enumerable.Range(0, labels.Length * height * width).Select(i => (byte)i).ToArray(), labels),
                packed);

    private void WriteDigit(int digit, IEnumerable<string> values) =>
        File.WriteAllText(PathOf($"{digit}.json"), $$"""{"data":[{{string.Join(",", values)}}]}""");
}
