# Statements over many lines, and several on one.
list = [3, 1, 2] #: list
sorted = list #: sorted <- list
  .map { |n| n + 1 }
  # a comment in between
  .select do |n|
    limit = 2 #: limit
    n > limit #: <- limit | sorted_end
  end
puts sorted; puts list #: <- sorted list
total = list.sum + #: total <- list
        list.size
long = "a" \
  "b" #: long
puts total if total > 1 #: <- total
puts(
  long, #: <- long
)
big = if total > 3 #: big <- total
  "yes" #: yes
else
  "no"
end
puts big #: <- big | yes
[1, 2].each { |x| #: braces
  puts x #: inside
}
puts [1].inject { |a, b| a + b } #: sorted_end
=begin
A comment of many lines.
=end
last = 1 #: last
