import com.sun.source.util.JavacTask;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticListener;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Lints Java in one virtual machine; worker.py tells what comes and what goes. */
public final class Javac {
    /** No annotation processors, no other files, and all phases whatever an earlier one found. */
    private static final List<String> OPTIONS =
            List.of(
                    "-proc:none",
                    "-implicit:none",
                    "-nowarn",
                    "-Xmaxerrs",
                    "10000",
                    "-classpath",
                    "",
                    "-sourcepath",
                    "",
                    "-XDshould-stop.ifError=FLOW",
                    "-XDshould-stop.at=FLOW");

    private Javac() {}

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

    /** Collects errors as JSON. Once the parser found some, later phases would find its echo. */
    private static final class Errors implements DiagnosticListener<JavaFileObject> {
        private final List<String> rows = new ArrayList<>();

        @Override
        public void report(Diagnostic<? extends JavaFileObject> found) {
            if (found.getKind() == Diagnostic.Kind.ERROR) {
                String message = found.getMessage(Locale.ENGLISH).strip().replaceAll("\\s+", " ");
                String code = found.getCode().replace("compiler.err.", "");
                long line = Math.max(1, found.getLineNumber());
                rows.add("[" + line + "," + quote(code) + "," + quote(message) + ",null]");
            }
        }
    }

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char each : text.toCharArray()) {
            if (each < ' ' || each > '~' || each == '"' || each == '\\') {
                quoted.append(String.format("\\u%04x", (int) each));
            } else {
                quoted.append(each);
            }
        }
        return quoted.append('"').toString();
    }

    private static String answer(String text, JavaCompiler compiler, StandardJavaFileManager files)
            throws IOException {
        Errors errors = new Errors();
        JavacTask task =
                (JavacTask)
                        compiler.getTask(
                                Writer.nullWriter(),
                                files,
                                errors,
                                OPTIONS,
                                null,
                                List.of(new Text(text)));
        task.parse();
        if (errors.rows.isEmpty()) {
            task.analyze();
        } else {
            errors.rows.subList(1, errors.rows.size()).clear();
        }
        return "{\"findings\":[" + String.join(",", errors.rows) + "],\"resident\":0}";
    }

    public static void main(String[] arguments) throws IOException {
        PrintStream output = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        BufferedReader input =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StandardJavaFileManager files =
                compiler.getStandardFileManager(null, Locale.ENGLISH, StandardCharsets.UTF_8);
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String text = new String(Base64.getDecoder().decode(line), StandardCharsets.UTF_8);
            String answer;
            try {
                answer = answer(text, compiler, files);
            } catch (StackOverflowError | RuntimeException error) {
                answer = "{\"failure\":" + quote(error.toString()) + "}";
            }
            output.print(answer + "\n");
            output.flush();
        }
    }
}
