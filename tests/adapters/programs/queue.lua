-- A queue of tasks.
local Queue = {}
Queue.__index = Queue

local insert, remove = table.insert, table.remove

function Queue.new()
  return setmetatable({ items = {} }, Queue)
end

function Queue:push(item)
  insert(self.items, item)
  return #self.items
end

function Queue:pop()
  if #self.items == 0 then
    return nil, "empty"
  end
  return remove(self.items, 1)
end

local queue = Queue.new()
for number = 1, 3 do
  queue:push(number * number)
end
print(queue:pop())
