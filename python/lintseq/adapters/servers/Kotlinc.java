import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jetbrains.kotlin.cli.common.ExitCode;
import org.jetbrains.kotlin.cli.common.arguments.K2JVMCompilerArguments;
import org.jetbrains.kotlin.cli.common.messages.CompilerMessageSeverity;
import org.jetbrains.kotlin.cli.common.messages.CompilerMessageSourceLocation;
import org.jetbrains.kotlin.cli.common.messages.MessageCollector;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;
import org.jetbrains.kotlin.config.Services;

/**
 * Lints Kotlin in one virtual machine; worker.py tells what comes and what goes.
 *
 * <p>Its arguments: the library that programs are compiled against, and where results may go.
 */
public final class Kotlinc {
    private static final Path PROGRAM = Path.of("Program.kt").toAbsolutePath();

    private Kotlinc() {}

    /** Collects errors as JSON, and what the compiler says of itself when it breaks. */
    private static final class Errors implements MessageCollector {
        private static final String SYNTAX = "Syntax error";

        private final List<String> rows = new ArrayList<>();
        private boolean broken = false;
        private String failure = null;

        @Override
        public void clear() {
            rows.clear();
            broken = false;
        }

        @Override
        public boolean hasErrors() {
            return failure != null || !rows.isEmpty();
        }

        @Override
        public void report(
                CompilerMessageSeverity severity,
                String message,
                CompilerMessageSourceLocation place) {
            if (severity == CompilerMessageSeverity.EXCEPTION) {
                failure = message;
            } else if (severity == CompilerMessageSeverity.ERROR && !broken) {
                int line = place == null ? 1 : Math.max(1, place.getLine());
                int column = place == null ? 1 : Math.max(1, place.getColumn());
                String told = message.strip().replaceAll("\\s+", " ");
                // Of errors of syntax the first counts; all else may be its echo.
                broken = told.startsWith(SYNTAX);
                if (broken) {
                    rows.clear();
                }
                String kind = broken ? "syntax" : "error";
                rows.add("[" + line + "," + quote(kind) + "," + quote(told) + "," + column + "]");
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

    private static String answer(String library, String results) {
        K2JVMCompilerArguments options = new K2JVMCompilerArguments();
        options.setFreeArgs(List.of(PROGRAM.toString()));
        options.setClasspath(library);
        options.setDestination(results);
        options.setNoStdlib(true);
        options.setNoReflect(true);
        options.setDisableDefaultScriptingPlugin(true);
        options.setSuppressWarnings(true);
        Errors errors = new Errors();
        ExitCode code = new K2JVMCompiler().exec(errors, Services.EMPTY, options);
        if (errors.failure == null && code != ExitCode.OK && errors.rows.isEmpty()) {
            errors.failure = "the compiler ended with " + code;
        }
        if (errors.failure != null) {
            return "{\"failure\":" + quote(errors.failure) + "}";
        }
        return "{\"findings\":[" + String.join(",", errors.rows) + "],\"resident\":0}";
    }

    public static void main(String[] arguments) throws IOException {
        // The parts of the compiler that do not depend on a program stay loaded.
        System.setProperty("kotlin.environment.keepalive", "true");
        PrintStream output = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        BufferedReader input =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            Files.write(PROGRAM, Base64.getDecoder().decode(line));
            output.print(answer(arguments[0], arguments[1]) + "\n");
            output.flush();
        }
    }
}
