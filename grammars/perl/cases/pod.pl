#!/usr/bin/perl
package Some::Module;

=head1 NAME

Some::Module - no code at all: print $nothing

=cut

use strict;

my %table = (    #: table
    one => 1,
    two => [ 1, 2 ],
);

=head2 first

Text.

=cut

sub first { return $table{one} }    #: first <- table
my @words = qw(    #: words
    alpha
    beta
);
print first(), @words;    #: <- first words
1;    #: true | first words

__END__

=head1 SYNOPSIS

    print $undeclared;
