# Packages, methods, constructors.
use strict;

package Animal;

sub new {    #: new
    my ($class, %args) = @_;    #: args
    my $self = {    #: self <- args
        name => $args{name},
    };
    return bless $self, $class;    #: <- self args
}

sub name {    #: name
    my $self = shift;    #: name_self
    $self->{name} = shift if @_;    #: <- name_self
    return $self->{name};    #: <- name_self
}

package Dog {    #: dog
    our @ISA = ('Animal');    #: isa
    sub bark { return print "@ISA" }    #: bark <- isa
}

package main;

my $dog = Dog->new(name => 'Rex');    #: object <- new
print $dog->name;    #: <- object name
print ref($dog), Animal::new('x');    #: <- object
