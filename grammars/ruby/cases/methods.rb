# Methods and constants are found by name, wherever they are defined.
def helper(text) #: helper
  text + suffix #: <- suffix
end

def suffix #: suffix
  "!"
end

puts helper("a") #: <- helper
puts [1].map(&method(:helper)) #: <- helper
puts ["a"].each(&:shout) #: shout_all <- shout

class String #: string
  def shout #: shout
    upcase
  end

  def to_s #: to_s
    "x"
  end
end

puts "a".to_s #: | to_s string -- every object has one

def max(a, b) #: max
  a > b ? a : b
end

puts max(1, 2) #: <- max
alias biggest max #: biggest <- max
puts biggest(1, 2) #: <- biggest
send(:helper, "b") #: <- helper
