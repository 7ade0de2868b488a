# Constants are defined before code that runs at once reads them.
LIMIT = 3 #: limit
NAMES = %w[a b].freeze #: names

module Outer #: outer
  DEPTH = LIMIT + 1 #: depth <- limit

  class Inner #: inner
    WIDTH = DEPTH #: width <- depth

    def area #: area
      WIDTH * Later::SIZE #: product <- width later size
    end
  end

  class Failure < StandardError; end #: failure
end

class Later #: later
  SIZE = 1 #: size
end

begin
  puts Outer::Inner.new.area #: <- outer inner area
  raise Outer::Failure #: <- outer failure
rescue Outer::Failure => e #: caught <- failure
  puts e.message, NAMES #: <- names
end
