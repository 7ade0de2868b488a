# A here-document goes with the statement that asks for it; what it mentions is needed.
use strict;
my $name = 'x';    #: name
my @list = (1);    #: list

print <<"END";    #: print <- name list
Hello $name
  @list and @{[ scalar @list ]}
END
print <<'RAW';    #: raw | name
Hello $name
RAW
print <<ONE, <<TWO;    #: two <- name | list
one
ONE
two $name
TWO
my $text = <<~EOT;    #: text
    indented
    EOT
print lc($text) . <<EOT    #: long <- text list
text @list
EOT
    . 'end';
if ($name) {    #: if <- name
    print <<END;    #: inner | text
inner
END
}
call(<<A, 1,    #: call
a
A
    2);
print 'after';    #: | print raw two text long if call
sub call { return }    #: sub
{
    print <<END;    #: bare
body #: body <- bare
END
    print 'beside';    #: | bare
}
