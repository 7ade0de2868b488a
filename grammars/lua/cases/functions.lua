-- Local functions, parameters, varargs, functions as values.
local function double(x) --: double
  return x * 2
end

local function twice(f, ...) --: twice
  local rest = { ... } --: rest
  return f(f(...)), #rest --: <- rest
end

print(twice(double, 3)) --: <- twice double

local function fib(n) --: fib
  if n < 2 then --: small
    return n
  end
  return fib(n - 1) + fib(n - 2) --: | small
end
print(fib(5)) --: <- fib

local even --: even
local function odd(n) --: odd
  if n == 0 then return false end
  return even(n - 1) --: <- even
end
function even(n) --: even_body <- even
  if n == 0 then return true end
  return odd(n - 1) --: <- odd
end
print(even(4)) --: <- even even_body | odd

local sorted = { 3, 1 } --: sorted
table.sort(sorted, function(p, q) --: sort <- sorted
  local less = p < q --: less
  return less --: <- less
end)
print(sorted[1]) --: <- sorted | sort less
