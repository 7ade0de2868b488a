# A function may stand behind its calls; a call needs it.
use strict;

sub add {    #: add
    my ($left, $right) = @_;    #: args
    return $left + $right;    #: <- args
}
print add(1, 2);    #: <- add

print later(1);    #: <- later
sub later {    #: later
    my $self = shift;    #: self
    if ($self > 1) {    #: guard <- self
        return later($self - 1);    #: <- self | add
    }
    return 0;    #: | guard
}

sub maximum(\@) { return 1 }    #: maximum
my @list = (1, 2);    #: list
print maximum @list;    #: <- maximum list

my $code = \&add;    #: code <- add
print $code->(1, 2), &$code(1), &add(1);    #: <- code add

my $fib;    #: fib
$fib = sub {    #: body <- fib
    my $n = shift;    #: n
    return $n < 2 ? $n : $fib->($n - 1);    #: <- fib n
};
print $fib->(3);    #: <- fib

sub empty {    #: empty
    print 'x';    #: | empty_call
}
empty();    #: empty_call <- empty
BEGIN {    #: begin
    my $early = 1;    #: early
    print $early;    #: <- early
}
