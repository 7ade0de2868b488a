# Clauses go alone, but not what a clause needs.
def pick(x) #: pick
  if x == 1 #: if
    "one" #: one
  elsif x == 2 #: two
    "two"
  elsif x == 3 #: three
    "three"
  else #: else | two three
    "many"
  end
  unless x #: unless
    puts "none"
  else #: unless_else <- unless
    puts "some"
  end
  case x #: case <- when_one+when_two | when_one when_two
  when 1 #: when_one
    "one"
  when 2, 3 then "two" #: when_two
  else #: case_else <- when_one+when_two | when_one
    "many"
  end
  case [x] #: match <- in_one+in_two | in_one
  in [Integer => n, *rest] if n > 1 #: in_one
    puts n, rest
  in { name: String => name, age: } #: in_two
    puts name, age
  end
  while x #: while
    x = nil #: stop
  end
end

def guard #: guard
  yield #: yield
rescue ArgumentError, KeyError => e #: rescue
  puts e #: shown <- rescue
rescue StandardError #: other
  raise
else #: fine <- rescue+other | rescue other
  puts "fine"
ensure #: ensure | rescue other fine
  puts "done"
end

begin #: begin
  pick(1) #: <- pick
rescue TypeError #: retry_on
  retry
end
guard { 1 } #: <- guard
