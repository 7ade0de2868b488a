# Compiles texts that come on standard input, each with a `perl -c` of its own, which it starts
# from the shortest process that can do it: BEGIN blocks run, so a text may do anything there.
# It runs in a sandbox (see ../perl.py), in an empty folder. What comes and what goes is described
# in compiler_server.py.

use strict;
use warnings;
use POSIX ();

my $SECONDS = 10;
my $NAME = 'text.pl';

# Errors of the parser; others are about names, and are reported in any case.
my $SYNTAX = qr{^(?:
    syntax[ ]error | Can't[ ]find[ ]string[ ]terminator | Missing[ ]right | Unmatched[ ]right
    | Search[ ]pattern[ ]not[ ]terminated | Substitution | Transliteration
    | Unrecognized[ ]character | Bareword[ ]found[ ]where | Number[ ]found[ ]where
    | String[ ]found[ ]where | Scalar[ ]found[ ]where | Array[ ]found[ ]where
    | Operator[ ]or[ ]semicolon[ ]missing | Format[ ]not[ ]terminated | Illegal[ ]declaration
    | elseif[ ]should[ ]be | Missing[ ]braces | Missing[ ]comma | Missing[ ]\$[ ]on[ ]loop
    | Can't[ ]redeclare | No[ ]such[ ]class | Bad[ ]name | Identifier[ ]too[ ]long
    | Unterminated | Malformed | Experimental | Prototype[ ]not[ ]terminated
)}x;

# Starts the compiler for the text in file number $number; gives the process.
sub start {
    my ($number) = @_;
    my $process = fork // die "cannot fork: $!";
    return $process if $process;
    open STDIN, '<', '/dev/null' or POSIX::_exit(126);
    open STDOUT, '>', '/dev/null' or POSIX::_exit(126);
    open STDERR, '>', "../$number.said" or POSIX::_exit(126);
    POSIX::setpgid(0, 0);
    alarm $SECONDS;    # stays on in the next program
    exec 'perl', '-X', '-c', $NAME;
    POSIX::_exit(126);
}

# Reads what the compiler said: a list of findings, each the line, 1 for syntax, code, message.
sub findings {
    my ($said, $status) = @_;
    my @said = split /\n/, $said;
    return if $status == 0 && @said && $said[-1] eq "$NAME syntax OK";
    if ($status & 127) {
        die 'perl was ended by signal ' . ($status & 127) . ": $said";
    }
    my @found;
    my $message = '';
    for (@said) {
        $message = $message eq '' ? $_ : "$message $_";
        # A message may take several lines; where it ends, it says where it is.
        $message =~ /^(.*?)[ ]at[ ](\S+)[ ]line[ ](\d+)(.*)$/s or next;
        my ($what, $file, $line, $more) = ($1, $2, $3, $4);
        $message = '';
        next if $what =~ /^(?:BEGIN[ ]failed|Execution[ ]of|Compilation[ ]failed)/x && @found;
        next if $what =~ /aborted[ ]due[ ]to[ ]compilation|had[ ]compilation[ ]errors/x;
        next if $what =~ /^[ ]*\(/ && @found;    # a hint: (Might be a runaway ...)
        next if $what =~ /[ ]is[ ]experimental$/;    # some warnings cannot be switched off
        next if $file ne $NAME;    # of a module; what it stops is reported at the line that asks
        my $near = $more =~ /near[ ](".*)$/s ? $1 : '';
        my $is_syntax = $what =~ $SYNTAX ? 1 : 0;
        $what =~ s/[ ]\(did[ ]you[ ]forget.*$|[ ]\(you[ ]may[ ]need.*$//xs;
        my ($code) = $what =~ /^(\w+(?:[ ]\w+)?)/;
        push @found, [$line, $is_syntax, $code // 'error', $what];
    }
    push @found, [0, 0, 'unfinished', 'perl ended without compiling all'] if !@found;
    return @found;
}

sub slurp {
    my ($name) = @_;
    open my $file, '<:raw', $name or return '';
    local $/;
    my $content = <$file> // '';
    close $file;
    return $content;
}

sub receive {
    my ($size) = @_;
    my $text = '';
    while (length $text < $size) {
        read(STDIN, $text, $size - length $text, length $text) or exit 0;
    }
    return $text;
}

binmode STDIN;
binmode STDOUT;
$| = 1;
my $jobs = $ARGV[0];
printf "perl %vd\n", $^V;
while (defined(my $count = <STDIN>)) {
    my (%running, @rows);
    my $collect = sub {
        my $process = wait;
        my $number = delete $running{$process} // return;
        my $status = $?;
        kill 'KILL', -$process;    # whatever it has left behind
        for my $found (findings(slurp("$number.said"), $status)) {
            my $row = join "\t", $number, map { tr/\t\r\n/   /r } @$found;
            $row =~ s/[^ -~\t]/?/g;
            push @rows, $row;
        }
        unlink "$number.said";
        system 'rm', '-rf', "$number.text";
    };
    for my $number (0 .. $count - 1) {
        my $text = receive(scalar <STDIN>);
        $collect->() while keys %running >= $jobs;
        mkdir "$number.text" or die "cannot make a folder: $!";
        open my $file, '>:raw', "$number.text/$NAME" or die "cannot write: $!";
        print {$file} $text;
        close $file or die "cannot write: $!";
        chdir "$number.text" or die "cannot enter a folder: $!";
        $running{ start($number) } = $number;
        chdir '..' or die "cannot leave a folder: $!";
    }
    $collect->() while %running;
    my $answer = join "\n", @rows;
    print length $answer, "\n", $answer;
}
