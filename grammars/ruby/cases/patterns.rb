# What patterns and parameters bind.
def parse(data, depth = 1, *more, key:, other: depth, **rest, &block) #: parse
  case data #: case
  in { user: { name:, tags: [first, *] } } if depth > 0 #: hash
    block.call(name, first, more, key, other, rest) #: <- hash | array
  in [Integer | Float => number, String => text] #: array
    puts number, text #: <- array
  in ^depth | nil #: pinned
    puts "same"
  end
  data => { id: } #: right
  puts id #: <- right
  if data in { size: Integer => size } #: test
    puts size #: sized
  end
end

handler = proc do |(a, b), c = 2; temp| #: handler
  temp = a #: temp
  puts temp, b, c #: | temp -- a parameter of the block, nil at first
end
handler.call([1, 2]) #: <- handler
parse({}, key: 1) #: <- parse
