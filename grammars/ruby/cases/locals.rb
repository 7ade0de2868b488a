# A local name is read only behind an assignment; blocks see what stands before them, methods do not.
def total(items) #: total
  sum = 0 #: sum
  count = nil #: count
  items.each do |item| #: each
    sum += item #: plus <- sum
    count = item #: set | count
    twice = item * 2 #: twice
    puts twice #: <- twice
  end
  puts count #: <- count | set
  first, (second, *rest) = items #: pair
  puts first, second, rest #: <- pair
  left ||= 1 #: left
  left += 1 #: <- left
  sum #: result <- sum | plus
end

value = 3 #: value
value = value + 1 #: more <- value
puts value #: <- value | more
if value > 1 #: if
  kind = "big" #: big
else #: else
  kind = "small" #: small
end
puts kind #: <- big+small | big small
square = ->(n) { n * n } #: square
puts square.call(2) #: <- square
fact = lambda { |n| n < 2 ? 1 : n * fact.call(n - 1) } #: fact
puts fact.(3) #: <- fact
for left, right in [[1, 2]] do #: for
  puts left + right #: sum_of_both
end
puts({ value: }, "#{square}") #: <- square
puts total([1]) #: <- total
