-- Globals of the language are always there, also where a local takes the same name for them.
local pairs, ipairs = pairs, ipairs --: aliases
local table = require "table" --: table
local string = require("string") --: string
local print = print --: print

for _, value in ipairs({ 1 }) do --: | aliases
  print(string.rep("x", value)) --: | print string
end
print(table.concat({})) --: | table print

-- But not where the name means something else.
local assert = require("my.assert") --: assert
assert.equal(1, 1) --: <- assert

local os = {} --: os
function os.date() end --: <- os
print(os.date()) --: <- os
