# What `my` and `our` declare is known from there on; strict refuses all else.
use strict;
use warnings;

my $size = 1;    #: size
my $extra = 2;    #: extra
print $size;    #: <- size | extra

my ($first, @rest) = (1, 2, 3);    #: list
print $first, @rest;    #: <- list

our $VERSION = '1.0';    #: version
print $VERSION;    #: <- version

my $text = 'x';    #: text
{
    my $text = $text . 'y';    #: inner <- text
    print $text;    #: <- inner
}
print $text;    #: <- text | inner

print $main::global, $_, $0, @ARGV, %ENV;    #: | size

my $handle;    #: handle
open($handle, '<', $0);    #: <- handle
local $/;    #: | handle
while (my $line = <$handle>) {    #: while <- handle
    print $line;    #: -- of the condition
}
for my $item (@rest) {    #: for <- list
    my $double = $item * 2;    #: double
    print $double;    #: <- double
}
if ((my $found = $size) > 1) {    #: if <- size
    print $found;
}
elsif ($found) {    #: elsif
    print 'no';
}
my $closure = sub { return $extra };    #: closure <- extra
print $closure->();    #: <- closure
