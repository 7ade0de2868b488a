import dotty.tools.dotc.Driver
import dotty.tools.dotc.config.Properties
import dotty.tools.dotc.core.Contexts.Context
import dotty.tools.dotc.interfaces.Diagnostic.ERROR
import dotty.tools.dotc.reporting.{Diagnostic, StoreReporter}
import dotty.tools.dotc.util.SourceFile
import dotty.tools.io.VirtualDirectory
import java.io.{BufferedInputStream, ByteArrayOutputStream, DataInputStream, EOFException}
import java.nio.charset.StandardCharsets.UTF_8
import scala.collection.immutable.TreeSet
import scala.util.control.NonFatal

/** Lints batches of Scala files in one virtual machine; the protocol is that of compiler_server.py.
  *
  * Texts without a package clause share what the compiler has loaded for a batch: each is put into a
  * package of its own, so that none sees the names of another. A text with a package clause may
  * define again what a library holds; it is compiled with symbols of its own, which takes longer.
  */
object Judge extends Driver:
  private val options = Array(
    "-classpath", System.getProperty("program.classpath"),
    "-Ystop-after:refchecks",
    "-color:never",
    "-nowarn",
    "Program.scala"
  )
  private val packageClause = raw"(?m)^\s*package\b".r

  /** Remembers which errors the parser itself found. Their kind does not tell: the compiler calls
    * many errors of types "Syntax", such as a wrong number of type arguments, and gives those of the
    * parser that have no class of their own no kind at all.
    */
  private final class PhaseReporter extends StoreReporter(null):
    val ofParser = java.util.Collections.newSetFromMap(java.util.IdentityHashMap[Diagnostic, java.lang.Boolean]())

    override def doReport(found: Diagnostic)(using context: Context): Unit =
      if context.phase.phaseName == "parser" then ofParser.add(found)
      super.doReport(found)

  private def newContext(): Context =
    val (_, context) = setup(options, initCtx.fresh).get
    context.fresh.setSetting(context.settings.outputDir, VirtualDirectory("<memory>"))

  private final class Batch:
    private lazy val shared = newContext()
    private var count = 0

    def lint(text: String): Set[String] =
      if packageClause.findFirstIn(text).isDefined then run(text, newContext())
      else
        count += 1
        run(s"package program$count;$text", shared)
          .map(_.replaceAll("\\bprogram[0-9]+\\.", "").replaceAll("\\bprogram[0-9]+\\b", "<empty>"))

    private def run(text: String, context: Context): Set[String] =
      val reporter = PhaseReporter()
      given Context = context.fresh.setReporter(reporter)
      var rows = TreeSet.empty[String]
      try newCompiler.newRun.compileSources(List(SourceFile.virtual("Program.scala", text)))
      catch
        case NonFatal(error) =>
          rows += s"1\t0\tcompiler-crash\t${error.getClass.getSimpleName}"
      for found <- reporter.removeBufferedMessages if found.level == ERROR do
        val line = if found.pos.exists then found.pos.line + 1 else 1
        val code = found.msg.errorId.toString.stripSuffix("ID")
        val syntax = if reporter.ofParser.contains(found) then 1 else 0
        val message = found.message.replaceAll("\\s+", " ").trim
        rows += s"$line\t$syntax\t$code\t$message"
      rows

  private def number(input: DataInputStream): Int =
    val digits = StringBuilder()
    var byte = input.read()
    while byte != '\n' do
      if byte < 0 then throw EOFException()
      digits += byte.toChar
      byte = input.read()
    digits.toString.toInt

  override def main(arguments: Array[String]): Unit =
    val output = System.out
    System.setOut(System.err)
    val input = DataInputStream(BufferedInputStream(System.in))
    output.println(s"scalac ${Properties.versionNumberString}")
    output.flush()
    while true do
      val count =
        try number(input)
        catch case end: EOFException => sys.exit()
      val answer = ByteArrayOutputStream()
      val batch = Batch()
      for index <- 0 until count do
        val text = String(input.readNBytes(number(input)), UTF_8)
        for row <- batch.lint(text) do answer.write(s"$index\t$row\n".getBytes(UTF_8))
      output.print(s"${answer.size}\n")
      answer.writeTo(output)
      output.flush()
