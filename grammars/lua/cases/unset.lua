-- A local that is declared without a value needs one before it is read.
local flag = #arg > 0 --: flag

local one --: one
if flag then --: if
  one = 1 --: <- one
else --: else
  one = 2 --: one_else <- one
end
print(one) --: <- one one_else else

local sometimes --: sometimes
if flag then
  sometimes = 1 --: sometimes_if
end
print(sometimes) --: <- sometimes sometimes_if

local never --: never
print(never) --: <- never

local handler --: handler
local function run() return handler() end --: run <- handler set
handler = function() return 1 end --: set <- handler
print(run()) --: <- run

local fact --: fact
fact = function(n) --: body <- fact
  if n < 2 then return 1 end
  return n * fact(n - 1) --: <- fact
end
print(fact(5)) --: <- body
