# Clauses go one by one, in both styles.
use strict;
my $n = shift;    #: n

if ($n) {    #: if <- n
    print 1;    #: one
} elsif ($n > 1) {    #: elsif
    print 2;    #: two
} elsif ($n > 2) {    #: second | elsif
    print 3;
} else {    #: else | elsif second
    print 4;    #: four
}

if ($n)    #: own_line
{
    print 5;    #: five
}
elsif ($n > 1)    #: own_elsif
{
    print 6;    #: six
}
else    #: own_else | own_elsif
{
    print 7;    #: seven
}

unless ($n) {    #: unless
    print 8;
}
else {    #: unless_else <- unless
    print 9;
}

LOOP: while ($n) {    #: loop
    next LOOP if $n == 2;    #: next
    last if $n == 3;    #: last
}
continue {
    print 10;    #: ten
}
do {    #: do <- n | eleven
    print 11;    #: eleven
} while ($n > 1);
eval {    #: eval | twelve
    die 'x';    #: twelve
    1;
} or do {
    print $@;    #: thirteen
};
print 14 foreach 1 .. $n;    #: <- n
print 'end';    #: | if unless loop do eval
