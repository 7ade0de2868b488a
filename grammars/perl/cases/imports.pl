# What `use` imports is known from its list, and of the modules of Perl from what they export.
use strict;
use Carp;    #: carp
use List::Util qw(sum max);    #: list_util
use POSIX 'floor', 'ceil';    #: posix
use Data::Dumper;    #: dumper
use File::Spec;    #: spec
use Other::Module qw(work);    #: other
use Unknown;    #: unknown
use constant PI => 3;    #: pi
use constant {    #: more
    ONE => 1,
    TWO => 2,
};

my @values = (1, 2);    #: values
croak 'empty' if !@values;    #: <- carp values | list_util unknown other
print sum @values;    #: <- list_util | carp unknown
print floor(1.5), ceil 2;    #: <- posix | list_util
print Dumper(\@values);    #: <- dumper | spec
work 1;    #: <- other | unknown
mystery 1;    #: <- unknown | other spec
print PI * ONE + TWO;    #: <- pi more | unknown
print Carp::croak 'x';    #: <- carp | unknown
print File::Spec->catfile('a', 'b');    #: | carp
print 'done';    #: | carp list_util posix dumper spec other unknown pi more
