-- Blocks may be empty; clauses may go; names of a block end with it.
local ready = true --: ready

if ready then --: if <- ready
  print(1) --: one
elseif not ready then --: elseif <- ready
  print(2) --: two
else --: else
  print(3) --: three
end

while ready do --: while <- ready | body
  ready = false --: body
end

for i = 1, 10, 2 do --: for
  print(i) --: | body
end

for key, value in pairs({}) do --: pairs
  print(key, value)
  local sum = value --: sum
  print(sum) --: <- sum
end

repeat --: repeat <- done
  print("again")
  local done = true --: done
until done

do --: do
  local inner = 1 --: inner
  print(inner) --: <- inner
end
print(inner) --: global | inner do

local function stop(x) --: stop
  if x then return end --: guard
  do return x end --: leave
end
stop(1) --: <- stop | guard leave
