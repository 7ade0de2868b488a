import java.io.BufferedInputStream
import java.io.ByteArrayOutputStream
import java.io.DataInputStream
import java.io.EOFException
import java.io.File
import java.util.TreeSet
import org.jetbrains.kotlin.KtInMemoryTextSourceFile
import org.jetbrains.kotlin.cli.common.CLIConfigurationKeys
import org.jetbrains.kotlin.cli.common.messages.MessageCollector
import org.jetbrains.kotlin.cli.jvm.compiler.EnvironmentConfigFiles
import org.jetbrains.kotlin.cli.jvm.compiler.VfsBasedProjectEnvironment
import org.jetbrains.kotlin.cli.jvm.compiler.legacy.pipeline.createProjectEnvironment
import org.jetbrains.kotlin.cli.jvm.config.addJvmClasspathRoots
import org.jetbrains.kotlin.cli.jvm.config.configureJdkClasspathRoots
import org.jetbrains.kotlin.com.intellij.openapi.Disposable
import org.jetbrains.kotlin.com.intellij.openapi.util.Disposer
import org.jetbrains.kotlin.config.CommonConfigurationKeys
import org.jetbrains.kotlin.config.CompilerConfiguration
import org.jetbrains.kotlin.config.JVMConfigurationKeys
import org.jetbrains.kotlin.config.KotlinCompilerVersion
import org.jetbrains.kotlin.config.LanguageVersionSettingsImpl
import org.jetbrains.kotlin.config.languageVersionSettings
import org.jetbrains.kotlin.diagnostics.DiagnosticReporterFactory
import org.jetbrains.kotlin.diagnostics.Severity
import org.jetbrains.kotlin.fir.DependencyListForCliModule
import org.jetbrains.kotlin.fir.FirSourceModuleData
import org.jetbrains.kotlin.fir.pipeline.buildFirViaLightTree
import org.jetbrains.kotlin.fir.pipeline.resolveAndCheckFir
import org.jetbrains.kotlin.fir.session.FirJvmSessionFactory
import org.jetbrains.kotlin.fir.session.FirSharableJavaComponents
import org.jetbrains.kotlin.fir.session.environment.AbstractProjectFileSearchScope
import org.jetbrains.kotlin.fir.session.firCachesFactoryForCliMode
import org.jetbrains.kotlin.name.Name
import org.jetbrains.kotlin.platform.jvm.JvmPlatforms

/**
 * Lints batches of Kotlin files in one virtual machine; the protocol is that of compiler_server.py.
 *
 * Each text is a module of its own: it has its own session of the compiler's front end, and all of a
 * batch share the session of the libraries.
 */
private val configuration = CompilerConfiguration().apply {
    put(CommonConfigurationKeys.MODULE_NAME, "program")
    put(CLIConfigurationKeys.MESSAGE_COLLECTOR_KEY, MessageCollector.NONE)
    put(JVMConfigurationKeys.JDK_HOME, File(System.getProperty("java.home")))
    languageVersionSettings = LanguageVersionSettingsImpl.DEFAULT
    configureJdkClasspathRoots()
    addJvmClasspathRoots(System.getProperty("program.classpath").split(File.pathSeparator).map(::File))
}

private class Libraries(val environment: VfsBasedProjectEnvironment) {
    val scope = environment.getSearchScopeForProjectLibraries()
    val java = FirSharableJavaComponents(firCachesFactoryForCliMode)
    val dependencies = DependencyListForCliModule.build(NAME) {}

    init {
        val parts = environment.getPackagePartProvider(scope)
        val settings = configuration.languageVersionSettings
        val shared =
            FirJvmSessionFactory.createSharedLibrarySession(
                NAME, environment, emptyList(), parts, settings, java)
        FirJvmSessionFactory.createLibrarySession(
            shared,
            dependencies.moduleDataProvider,
            environment,
            emptyList(),
            scope,
            parts,
            settings,
            java,
        )
    }

    companion object {
        val NAME = Name.special("<program>")
    }
}

private fun lint(text: String, libraries: Libraries): Set<String> {
    val file = KtInMemoryTextSourceFile("Program.kt", "Program.kt", text)
    val list = libraries.dependencies
    val module =
        FirSourceModuleData(
            Libraries.NAME,
            list.regularDependencies,
            list.dependsOnDependencies,
            list.friendDependencies,
            JvmPlatforms.defaultJvmPlatform,
            false,
        )
    val session =
        FirJvmSessionFactory.createSourceSession(
            module,
            AbstractProjectFileSearchScope.EMPTY,
            libraries.environment,
            { null },
            emptyList(),
            configuration,
            libraries.java,
            needRegisterJavaElementFinder = false,
            isForLeafHmppModule = false,
            init = {},
        )
    // Annotations that suppress errors do not.
    val reporter = DiagnosticReporterFactory.createReporter(MessageCollector.NONE, true)
    val rows = TreeSet<String>()
    try {
        resolveAndCheckFir(session, session.buildFirViaLightTree(listOf(file), reporter, null), reporter)
    } catch (error: Exception) {
        rows.add("1\t0\tcompiler-crash\t${error.javaClass.simpleName}")
    }
    for (diagnostic in reporter.diagnostics) {
        if (diagnostic.severity != Severity.ERROR) {
            continue
        }
        val offset = diagnostic.firstRange.startOffset.coerceIn(0, text.length)
        val line = 1 + (0 until offset).count { text[it] == '\n' }
        val syntax = if (diagnostic.factoryName == "SYNTAX") 1 else 0
        val message = diagnostic.renderMessage().replace(Regex("\\s+"), " ").trim()
        rows.add("$line\t$syntax\t${diagnostic.factoryName}\t$message")
    }
    return rows
}

private fun number(input: DataInputStream): Int {
    val digits = StringBuilder()
    while (true) {
        val byte = input.read()
        if (byte < 0) throw EOFException()
        if (byte == '\n'.code) return digits.toString().toInt()
        digits.append(byte.toChar())
    }
}

fun main() {
    val output = System.out
    System.setOut(System.err)
    val input = DataInputStream(BufferedInputStream(System.`in`))
    val disposable: Disposable = Disposer.newDisposable()
    val environment =
        createProjectEnvironment(
            configuration, disposable, EnvironmentConfigFiles.JVM_CONFIG_FILES, MessageCollector.NONE)
    output.println("kotlinc ${KotlinCompilerVersion.VERSION}")
    output.flush()
    while (true) {
        val count = try { number(input) } catch (end: EOFException) { return }
        val libraries = Libraries(environment)
        val answer = ByteArrayOutputStream()
        for (index in 0 until count) {
            // Line ends as the compiler wants them; the number of lines stays.
            val text = String(input.readNBytes(number(input)), Charsets.UTF_8).replace("\r\n", "\n")
            for (row in lint(text, libraries)) {
                answer.write("$index\t$row\n".toByteArray())
            }
        }
        output.print("${answer.size()}\n")
        answer.writeTo(output)
        output.flush()
    }
}
