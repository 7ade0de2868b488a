import com.sun.source.util.JavacTask;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticListener;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Lints batches of Java files in one virtual machine; the protocol is that of compiler_server.py. */
public final class Judge {
    // No annotation processors, no other files, and all phases whatever an earlier one has found.
    private static final List<String> OPTIONS =
            List.of(
                    "-proc:none",
                    "-implicit:none",
                    "-nowarn",
                    "-Xmaxerrs",
                    "100000",
                    "-XDshould-stop.ifError=FLOW",
                    "-XDshould-stop.at=FLOW");

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    private Judge() {}

    /** A text as a file; its name fits whatever class it declares. */
    private static final class Text extends SimpleJavaFileObject {
        private final String content;

        Text(String content) {
            super(URI.create("string:///Program.java"), Kind.SOURCE);
            this.content = content;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return content;
        }

        @Override
        public boolean isNameCompatible(String simpleName, Kind kind) {
            return kind == Kind.SOURCE;
        }

        @Override
        public NestingKind getNestingKind() {
            return null;
        }

        @Override
        public Modifier getAccessLevel() {
            return null;
        }
    }

    /** Collects errors, and whether they come from the parser. */
    private static final class Errors implements DiagnosticListener<JavaFileObject> {
        private final TreeSet<String> rows = new TreeSet<>();
        private boolean parsing = true;

        @Override
        public void report(Diagnostic<? extends JavaFileObject> diagnostic) {
            if (diagnostic.getKind() != Diagnostic.Kind.ERROR) {
                return;
            }
            String message = diagnostic.getMessage(Locale.ENGLISH).strip().replaceAll("\\s+", " ");
            String code = diagnostic.getCode().replace("compiler.err.", "");
            long line = Math.max(1, diagnostic.getLineNumber());
            rows.add(line + "\t" + (parsing ? 1 : 0) + "\t" + code + "\t" + message);
        }
    }

    private static Iterable<String> lint(String text, StandardJavaFileManager files)
            throws IOException {
        Errors errors = new Errors();
        JavacTask task =
                (JavacTask)
                        COMPILER.getTask(
                                Writer.nullWriter(),
                                files,
                                errors,
                                OPTIONS,
                                null,
                                List.of(new Text(text)));
        task.parse();
        errors.parsing = false;
        task.analyze();
        return errors.rows;
    }

    private static int number(DataInputStream input) throws IOException {
        StringBuilder digits = new StringBuilder();
        for (int b = input.read(); b != '\n'; b = input.read()) {
            if (b < 0) {
                throw new EOFException();
            }
            digits.append((char) b);
        }
        return Integer.parseInt(digits.toString());
    }

    public static void main(String[] arguments) throws IOException {
        PrintStream output = System.out;
        System.setOut(System.err);
        DataInputStream input = new DataInputStream(new BufferedInputStream(System.in));
        output.println("javac " + System.getProperty("java.version"));
        output.flush();
        try (StandardJavaFileManager files =
                COMPILER.getStandardFileManager(null, Locale.ENGLISH, StandardCharsets.UTF_8)) {
            while (true) {
                int count;
                try {
                    count = number(input);
                } catch (EOFException end) {
                    return;
                }
                ByteArrayOutputStream answer = new ByteArrayOutputStream();
                for (int index = 0; index < count; index++) {
                    byte[] bytes = input.readNBytes(number(input));
                    for (String row : lint(new String(bytes, StandardCharsets.UTF_8), files)) {
                        answer.write((index + "\t" + row + "\n").getBytes(StandardCharsets.UTF_8));
                    }
                }
                output.print(answer.size() + "\n");
                answer.writeTo(output);
                output.flush();
            }
        }
    }
}
