# frozen_string_literal: true

# The judge of Ruby: what the compiler refuses, and names that mean nothing.
#
# Ruby finds out about names only when it runs, and a program under work is never run. So names are
# looked at here, in the tree of Ruby's own parser, without knowledge of types: a name is undefined
# where neither the text nor the language defines it. What the finished program lacks as well, such
# as the methods of a library, is found in it too, and does not count as new.

require "set"

module Names
  # Classes that nearly every object has or is.
  COMMON = [
    BasicObject, Object, Kernel, String, Symbol, Integer, Float, Array, Hash, Range, Enumerator,
    Enumerable, Comparable, Proc, NilClass, Exception
  ].freeze
  # What is called on an object of unknown class may be one of these.
  COMMON_METHODS = COMMON.flat_map { |owner|
    owner.instance_methods + owner.private_instance_methods
  }.to_set + %i[new allocate] - %i[name]
  # What every object has.
  OBJECT_METHODS = (Object.instance_methods + Object.private_instance_methods).to_set
  CONSTANTS = Object.constants.to_set - %i[Names Set]
  READERS = %i[attr attr_reader].to_set
  WRITERS = %i[attr_writer].to_set
  ACCESSORS = %i[attr_accessor cattr_accessor mattr_accessor class_attribute].to_set
  DEFINERS = %i[define_method define_singleton_method delegate].to_set
  DELEGATORS = %i[def_delegators def_instance_delegators].to_set
  # Calls that name methods which must be there.
  VISIBILITIES = %i[
    private public protected module_function private_class_method public_class_method
    private_constant undef_method remove_method
  ].to_set
  SENDERS = %i[send __send__ public_send method instance_method public_method].to_set
  LIBRARIES = %w[
    abbrev base64 benchmark bigdecimal bigdecimal/util cgi coverage csv date delegate digest
    digest/md5 digest/sha1 digest/sha2 drb English erb etc fiddle fileutils find forwardable
    getoptlong io/console io/wait ipaddr json logger monitor mutex_m net/http net/https
    net/protocol objspace observer open-uri open3 openssl optparse ostruct pathname pp prettyprint
    pstore psych rbconfig readline reline resolv ripper securerandom set shellwords singleton
    socket stringio strscan tempfile time timeout tmpdir tsort uri weakref yaml zlib
  ].freeze

  # The constants that a library of the language gives.
  def self.constants_of(library)
    reader, writer = IO.pipe
    child = fork do
      before = Object.constants
      begin
        require library
      rescue LoadError
        before = Object.constants
      end
      writer.write((Object.constants - before).join(" "))
      writer.close
      exit!(0)
    end
    writer.close
    reader.read.split.map(&:to_sym)
  ensure
    Process.wait(child)
  end

  # Each library of the language, with the constants that it gives.
  GIVEN = LIBRARIES.to_h { |library| [library, constants_of(library).to_set] }.freeze
end

# What a text defines, wherever it stands.
class Definitions
  attr_reader :methods, :constants, :class_variables, :libraries, :plain_classes, :constructed

  def initialize(root)
    @methods = Set.new
    @constants = {}
    @class_variables = Set.new
    @libraries = Set.new
    # Classes without a base, and those that have a method `initialize`.
    @plain_classes = Set.new
    @constructed = Set.new
    visit(root)
  end

  private

  def visit(node)
    case node.type
    when :DEFN then @methods << node.children[0]
    when :DEFS then @methods << node.children[1]
    when :ALIAS then @methods << literal(node.children[0])
    when :CDECL then constant(node, declared(node))
    when :CLASS, :MODULE then constant(node, node.children[0].children.last)
    when :CVASGN, :CVDECL then @class_variables << node.children[0]
    when :FCALL, :VCALL then by_call(node.children[0], node.children[1])
    when :CALL then by_message(node)
    end
    type(node) if node.type == :CLASS
    node.children.each { |child| visit(child) if child.is_a?(RubyVM::AbstractSyntaxTree::Node) }
  end

  def type(node)
    path, base, scope = node.children
    name = path.children.last
    @plain_classes << name unless base
    body = scope.children[2]
    return unless body

    members = body.type == :BLOCK ? body.children : [body]
    @constructed << name if members.any? { |one| constructor?(one) }
  end

  def constructor?(node)
    return false unless node.is_a?(RubyVM::AbstractSyntaxTree::Node)

    node.type == :DEFN && node.children[0] == :initialize
  end

  def constant(node, name)
    place = [node.first_lineno, node.first_column]
    @constants[name] = [@constants[name], place].compact.min
  end

  def declared(node)
    first = node.children[0]
    return first unless first.is_a?(RubyVM::AbstractSyntaxTree::Node)

    node.children[1].is_a?(Symbol) ? node.children[1] : first.children.last
  end

  def by_call(name, arguments)
    symbols = Literals.symbols(arguments)
    @methods.merge(symbols) if Names::READERS.include?(name) || Names::DEFINERS.include?(name)
    @methods.merge(symbols) if Names::ACCESSORS.include?(name)
    if Names::WRITERS.include?(name) || Names::ACCESSORS.include?(name)
      @methods.merge(symbols.map { |symbol| :"#{symbol}=" })
    end
    @libraries.merge(Literals.strings(arguments)) if %i[require require_relative].include?(name)
    @methods << symbols[0] if name == :alias_method && symbols[0]
    @methods.merge(symbols.drop(1)) if Names::DELEGATORS.include?(name)
    @methods << symbols.last if %i[def_delegator def_instance_delegator].include?(name)
  end

  def by_message(node)
    receiver, name, arguments = node.children
    by_call(name, arguments) if Names::DEFINERS.include?(name)
    return unless receiver.type == :CONST
    return unless [%i[Struct new], %i[Data define]].include?([receiver.children[0], name])

    symbols = Literals.symbols(arguments)
    @methods.merge(symbols).merge(symbols.map { |symbol| :"#{symbol}=" })
  end

  def literal(node)
    node.children[0]
  end
end

# Symbols among arguments.
module Literals
  module_function

  def symbols(arguments)
    return [] unless arguments.is_a?(RubyVM::AbstractSyntaxTree::Node)

    list = arguments.type == :BLOCK_PASS ? arguments.children[0] : arguments
    return [] unless list.is_a?(RubyVM::AbstractSyntaxTree::Node)

    list.children.filter_map { |argument| symbol(argument) }
  end

  def strings(arguments)
    return [] unless arguments.is_a?(RubyVM::AbstractSyntaxTree::Node)

    arguments.children.filter_map do |argument|
      argument.children[0] if argument.is_a?(RubyVM::AbstractSyntaxTree::Node) && argument.type == :STR
    end
  end

  def symbol(node)
    return unless node.is_a?(RubyVM::AbstractSyntaxTree::Node) && %i[LIT SYM].include?(node.type)

    node.children[0] if node.children[0].is_a?(Symbol)
  end
end

# What a text uses that nothing defines.
class Uses
  NODE = RubyVM::AbstractSyntaxTree::Node

  def self.findings(root)
    new(root).findings
  end

  attr_reader :findings

  def initialize(root)
    @defined = Definitions.new(root)
    @findings = []
    # Local variables that stand before, one set for each scope around.
    @seen = [Set.new]
    # Whether the code runs where it stands, and not when it is called.
    @immediate = true
    visit(root)
  end

  private

  def report(node, code, message)
    @findings << [node.first_lineno, false, code, message]
  end

  def visit(node)
    return unless node.is_a?(NODE)

    handler = :"visit_#{node.type.downcase}"
    respond_to?(handler, true) ? send(handler, node) : children(node)
  end

  def children(node)
    node.children.each { |child| visit(child) }
  end

  # --- Scopes

  def later(fresh: false)
    outer = [@seen, @immediate]
    @seen = fresh ? [Set.new] : @seen + [Set.new]
    @immediate = false
    yield
  ensure
    @seen, @immediate = outer
  end

  def visit_scope(node)
    table, arguments, body = node.children
    parameters(table, arguments) if arguments
    visit(arguments)
    visit(body)
  end

  def parameters(table, node)
    required, _, _, first_post, posts, _, rest, _, keywords_rest, block = node.children
    @seen.last.merge(table.first(required))
    if first_post && (at = table.index(first_post))
      @seen.last.merge(table[at, posts])
    end
    @seen.last << rest << block
    @seen.last << keywords_rest.children[0] if keywords_rest.is_a?(NODE)
  end

  def visit_defn(node)
    later(fresh: true) { visit(node.children[1]) }
  end

  def visit_defs(node)
    visit(node.children[0])
    later(fresh: true) { visit(node.children[2]) }
  end

  def body_of_type(node)
    outer = @seen
    @seen = [Set.new]
    visit(node)
  ensure
    @seen = outer
  end

  def visit_class(node)
    path, superclass, body = node.children
    visit(path.children[0])
    visit(superclass)
    body_of_type(body)
  end

  def visit_module(node)
    visit(node.children[0].children[0])
    body_of_type(node.children[1])
  end

  def visit_sclass(node)
    visit(node.children[0])
    body_of_type(node.children[1])
  end

  def visit_iter(node)
    visit(node.children[0])
    later { visit(node.children[1]) }
  end

  def visit_lambda(node)
    later { children(node) }
  end

  # --- Local variables

  def visit_lasgn(node)
    name, value = node.children
    if value.is_a?(NODE) && !seen?(name) && reads?(value, name)
      report(node, "unset-local", "local variable `#{name}' is read before it is set")
    end
    visit(value)
    @seen.last << name
  end
  alias visit_dasgn visit_lasgn
  alias visit_dasgn_curr visit_lasgn

  # A name that is not set yet is nil here, which is what the operator asks.
  def visit_op_asgn_or(node)
    target = node.children[2]
    @seen.last << target.children[0] if %i[LASGN DASGN DASGN_CURR].include?(target.type)
    visit(target)
  end
  alias visit_op_asgn_and visit_op_asgn_or

  def seen?(name)
    @seen.any? { |names| names.include?(name) }
  end

  def reads?(node, name)
    return false unless node.is_a?(NODE)
    return node.children[0] == name if %i[LVAR DVAR].include?(node.type)
    return false if %i[ITER LAMBDA SCOPE DEFINED OP_ASGN_OR].include?(node.type)

    node.children.any? { |child| reads?(child, name) }
  end

  # --- Methods

  def own(node, name)
    return if @defined.methods.include?(name)

    report(node, "undefined-name", "nothing defines `#{name}'")
  end

  # A method of the class around, under its own name or another one.
  def mentioned(node, name)
    own(node, name) unless Names::OBJECT_METHODS.include?(name) || !name.match?(/\A[[:alpha:]_]/)
  end

  def member(node, name)
    return if @defined.methods.include?(name) || Names::COMMON_METHODS.include?(name)
    return unless name.match?(/\A[[:alpha:]_]/)

    report(node, "undefined-member", "nothing defines a method `#{name}'")
  end

  def visit_vcall(node)
    own(node, node.children[0])
  end

  def visit_fcall(node)
    name, arguments = node.children
    own(node, name)
    named(node, name, arguments)
    visit(arguments)
  end

  def visit_call(node)
    receiver, name, arguments = node.children
    member(node, name)
    named(node, name, arguments)
    construction(node, receiver.children[0]) if name == :new && arguments && receiver.type == :CONST
    visit(receiver)
    visit(arguments)
  end
  alias visit_qcall visit_call
  alias visit_attrasgn visit_call

  # A class of the text that takes no arguments.
  def construction(node, name)
    return if @defined.constructed.include?(name) || !@defined.plain_classes.include?(name)

    report(node, "wrong-arguments", "`#{name}' has no method initialize")
  end

  # obj.name += 1
  def visit_op_asgn2(node)
    receiver, *rest = node.children
    visit(receiver)
    if (name = rest.find { |part| part.is_a?(Symbol) && part.match?(/\A[[:alpha:]_]\w*\z/) })
      member(node, name)
      member(node, :"#{name}=")
    end
    visit(rest.last)
  end

  # Methods that the arguments of a call name.
  def named(node, name, arguments)
    symbols = Literals.symbols(arguments)
    if Names::VISIBILITIES.include?(name)
      symbols.each { |symbol| symbol.match?(/\A[A-Z]/) ? constant(node, symbol) : mentioned(node, symbol) }
    elsif Names::SENDERS.include?(name) && symbols[0]
      member(node, symbols[0])
    elsif name == :alias_method && symbols[1]
      mentioned(node, symbols[1])
    end
  end

  def visit_block_pass(node)
    symbol = Literals.symbol(node.children[1])
    member(node, symbol) if symbol
    children(node)
  end

  def visit_alias(node)
    old = node.children[1].children[0]
    mentioned(node, old) if old.is_a?(Symbol)
  end

  def visit_undef(node)
    name = node.children[0].children[0]
    member(node, name) if name.is_a?(Symbol)
  end

  def visit_defined(_node) = nil

  # --- Constants and variables of classes

  def visit_const(node)
    constant(node, node.children[0])
  end

  def visit_colon2(node)
    visit(node.children[0])
    constant(node, node.children[1])
  end

  def visit_colon3(node)
    constant(node, node.children[0])
  end

  def visit_cdecl(node)
    first = node.children[0]
    visit(first.children[0]) if first.is_a?(NODE)
    visit(node.children.last)
  end

  def constant(node, name)
    place = @defined.constants[name]
    return if Names::CONSTANTS.include?(name)

    if place.nil?
      report(node, "undefined-constant", "nothing defines `#{name}'#{strangers}") unless given?(name)
    elsif @immediate && (place <=> [node.first_lineno, node.first_column]).positive?
      report(node, "late-constant", "`#{name}' is defined only later")
    end
  end

  # Whether a library of the language that the text requires gives a constant.
  def given?(name)
    @defined.libraries.any? { |library| Names::GIVEN[library]&.include?(name) }
  end

  # Libraries of unknown content, any of which may give a constant: without one of them, an unknown
  # constant is another finding.
  def strangers
    @strangers ||= begin
      unknown = @defined.libraries.reject { |library| Names::GIVEN.key?(library) }.sort
      unknown.empty? ? "" : ", unless one of these does: #{unknown.join(', ')}"
    end
  end

  def visit_cvar(node)
    return if @defined.class_variables.include?(node.children[0])

    report(node, "undefined-class-variable", "nothing sets `#{node.children[0]}'")
  end
end

# Batches on the standard input, findings on the standard output.
class Server
  LINE = /^text:(\d+): (.*)$/

  def initialize(input, output)
    @input = input
    @output = output
  end

  def run
    @output.puts("ruby #{RUBY_VERSION}")
    @output.flush
    while (count = @input.gets)
      answer(Array.new(count.to_i) { @input.read(@input.gets.to_i).force_encoding("UTF-8") })
    end
  end

  private

  def answer(texts)
    rows = texts.flat_map.with_index do |text, index|
      lint(text).map do |line, syntax, code, message|
        [index, line, syntax ? 1 : 0, code, message.gsub(/[\t\r\n]+/, " ")].join("\t")
      end
    end
    reply = rows.join("\n").b
    @output.write("#{reply.bytesize}\n", reply)
    @output.flush
  end

  def lint(text)
    RubyVM::InstructionSequence.compile(text, "text", "text")
    Uses.findings(RubyVM::AbstractSyntaxTree.parse(text))
  rescue SyntaxError, ArgumentError, EncodingError => e
    errors = e.message.scrub.scan(LINE).map { |line, message| [line.to_i, true, "syntax", message] }
    errors.empty? ? [[1, true, "syntax", e.message.scrub.lines.first.to_s.strip]] : errors
  end
end

$VERBOSE = nil
Server.new($stdin.binmode, $stdout.dup.binmode).run
