-- A local holds from the end of its statement on; what reads it goes with it.
local size = 1 --: size
local extra = 2 --: extra
print(size) --: shown <- size | extra

local a, b = 1, 2 --: pair
a, b = b, a --: swap <- pair
print(a, b) --: -> pair

-- What stands on the right does not see the new local.
local text = "x" --: text
do --: block
  local text = text .. "y" --: inner <- text
  print(text) --: <- inner
end
print(text) --: <- text | inner block

local first = 1 --: first
print(first) --: early <- first
local first = 2 --: again | first
print(first) --: late | again

local limit <const> = 10 --: limit
print(limit) --: <- limit
