using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

/// <summary>Lints batches of C# files in one process; the protocol is that of compiler_server.py.</summary>
public static class Judge
{
    // What programs that stand alone may refer to.
    private static readonly string[] Libraries =
    {
        "mscorlib", "System", "System.Core", "System.Data", "System.IO.Compression",
        "System.Net.Http", "System.Numerics", "System.Runtime.Serialization", "System.Xml",
        "System.Xml.Linq", "Microsoft.CSharp",
    };

    public static int Main(string[] arguments)
    {
        // The libraries of the framework that this runs on.
        string libraries = Path.GetDirectoryName(typeof(object).Assembly.Location);
        MetadataReference[] references = Libraries
            .Select(name => Path.Combine(libraries, name + ".dll"))
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
            .ToArray();
        // A library needs no entry point, and unsafe code is code as well.
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, concurrentBuild: false);
        var language = new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.None);

        var input = new BufferedStream(Console.OpenStandardInput());
        var output = new BufferedStream(Console.OpenStandardOutput());
        Write(output, "Roslyn " + typeof(CSharpCompilation).Assembly.GetName().Version + "\n");
        while (true)
        {
            int? count = Number(input);
            if (count == null)
            {
                return 0;
            }
            var texts = new string[count.Value];
            for (int index = 0; index < texts.Length; index++)
            {
                texts[index] = Text(input, Number(input).Value);
            }
            var answers = new string[texts.Length];
            Parallel.For(0, texts.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, index =>
            {
                answers[index] = Lint(index, texts[index], references, options, language);
            });
            byte[] answer = Encoding.UTF8.GetBytes(string.Concat(answers));
            Write(output, answer.Length + "\n", answer);
        }
    }

    private static string Lint(
        int index,
        string text,
        IEnumerable<MetadataReference> references,
        CSharpCompilationOptions options,
        CSharpParseOptions language)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(text, language);
        var syntax = new HashSet<Diagnostic>(tree.GetDiagnostics());
        var compilation = CSharpCompilation.Create("Program", new[] { tree }, references, options);
        var rows = new SortedSet<string>(StringComparer.Ordinal);
        foreach (Diagnostic found in syntax.Concat(compilation.GetDiagnostics()))
        {
            if (found.Severity != DiagnosticSeverity.Error)
            {
                continue;
            }
            // Not the mapped line: a #line directive may say anything.
            int line = found.Location.IsInSource ? found.Location.GetLineSpan().StartLinePosition.Line + 1 : 1;
            string message = found.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
            message = string.Join(" ", message.Split((char[])null, StringSplitOptions.RemoveEmptyEntries));
            rows.Add($"{index}\t{line}\t{(syntax.Contains(found) ? 1 : 0)}\t{found.Id}\t{message}\n");
        }
        return string.Concat(rows);
    }

    private static int? Number(Stream input)
    {
        int number = 0;
        for (int b = input.ReadByte(); b != '\n'; b = input.ReadByte())
        {
            if (b < 0)
            {
                return null;
            }
            number = number * 10 + (b - '0');
        }
        return number;
    }

    private static string Text(Stream input, int length)
    {
        var bytes = new byte[length];
        for (int read = 0; read < length;)
        {
            int more = input.Read(bytes, read, length - read);
            if (more == 0)
            {
                throw new EndOfStreamException();
            }
            read += more;
        }
        return Encoding.UTF8.GetString(bytes);
    }

    private static void Write(Stream output, string head, byte[] body = null)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(head);
        output.Write(bytes, 0, bytes.Length);
        if (body != null)
        {
            output.Write(body, 0, body.Length);
        }
        output.Flush();
    }
}
