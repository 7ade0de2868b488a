# Every sigil has names of its own; an element belongs to the array or hash.
use strict;

my $x = 1;    #: scalar
my @x = (1, 2);    #: array
my %x = (a => 1);    #: hash
print $x;    #: <- scalar | array hash
print $x[0];    #: <- array | scalar hash
print $x{a};    #: <- hash | scalar array
print @x[0, 1];    #: <- array | hash
print @x{qw(a b)};    #: <- hash | array
print $#x;    #: <- array | scalar
print "$x and $x[0] and $x{a}";    #: <- scalar array hash
print "@x";    #: <- array | scalar hash
print '$x @x';    #: | scalar array hash
print %x;    #: <- hash

my $ref = \@x;    #: ref <- array | scalar
print $$ref[0], $ref->[0], @$ref, @{$ref}, $#{$ref};    #: <- ref | scalar
print "$$ref[0] $ref->[0] @{$ref} ${x}";    #: <- ref scalar
my %slice = %x{'a'};    #: slice <- hash
s/$x/$x{a}/ for @x;    #: <- scalar hash array
my $pattern = qr/^$x$/;    #: pattern <- scalar
print 1 if 'a' =~ /$pattern/;    #: <- pattern
print "\$x me\@x.org";    #: | scalar array
push @{ $x{list} }, $x;    #: <- hash scalar
print %slice;    #: <- slice
