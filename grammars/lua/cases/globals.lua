-- A name that no local has is a global, wherever it is set.
count = 0 --: count

function increment() --: increment
  count = count + 1 --: plus <- count
  return count --: <- count
end

function setup() --: setup
  name = "x" --: name
end

function show() --: show
  print(name) --: <- name
end

setup() --: <- setup
show() --: <- show
print(increment()) --: <- increment | setup show count

-- Functions know globals that are defined later.
function early() --: early
  return later() --: <- later
end
function later() --: later
  return 1
end
print(early()) --: <- early

local hidden = 1 --: hidden
function change() --: change
  hidden = 2 --: <- hidden
end
change() --: <- change
print(hidden) --: <- hidden | change

print(undefined_elsewhere) --: | count
