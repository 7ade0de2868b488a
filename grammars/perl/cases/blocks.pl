# Blocks may be empty, but not where braces would be a hash or nothing.
use strict;
my @list = (3, 1);    #: list

my @doubled = map {    #: map <- list body
    $_ * 2;    #: body
} @list;
my @big = grep {    #: grep <- test
    $_ > 1    #: test
} @doubled;
my @sorted = sort {    #: sort <- compare
    $a <=> $b    #: compare
} @big;
print @sorted;    #: <- sort grep map

{
    print 'alone';    #: alone
}
my $code = sub {    #: code | inside
    print 'sub';    #: inside
};
$code->();    #: <- code | inside

for my $i (1 .. 3) {    #: for | print
    print $i;    #: print
}
my $joined = join ',', map { $_ + 1 } grep { $_ } @list;    #: joined <- list
print $joined;    #: <- joined
{
    no strict 'refs';
    my $name = 'x';    #: name
    *{"main::$name"} = sub { 1 };    #: <- name
}
{    #: around
    use List::Util qw(sum);    #: | around_last
    print sum(1, 2);    #: around_last
}
