# Functions that take a block, and strings and patterns over several lines.
use strict;
use Try::Tiny;    #: tiny
my $text = 'a';    #: text
try {    #: try <- tiny
    my $inner = $text;    #: inner <- text
    die $inner;    #: <- inner
} catch {
    warn "caught $_";    #: warn | text
};
$text =~ s{
    (\w)    # a word
}{
    my $upper = uc $1;    #: upper
    $upper    #: use <- upper
}xe;
my $long = 'first
second';    #: long
my $match = $text =~ m/
    ^ $long
/x;    #: match <- long text
print $match;    #: <- match
my ($key, $value) = split /=/, $text;    #: split <- text
print $key // $value;    #: <- split
tr/a-z/A-Z/ for $text;    #: <- text
